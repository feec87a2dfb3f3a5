package io.moraine.log.txn;

import io.moraine.core.error.CorruptTableException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.json.JsonWriter;
import io.moraine.log.action.DomainMetadata;
import java.util.Map;

/** The highest row id that a table has given out, as its own domain keeps it. */
final class RowIdHighWaterMark {
  static final String DOMAIN = "delta.rowTracking";
  static final long NONE = -1;

  private static final String FIELD = "rowIdHighWaterMark";

  private RowIdHighWaterMark() {}

  static DomainMetadata action(long mark) {
    String json = new JsonWriter().beginObject().field(FIELD, mark).endObject().toString();
    return new DomainMetadata(DOMAIN, json, false);
  }

  /** The mark that {@code domains} hold; {@link #NONE} if none does. */
  static long of(Map<String, DomainMetadata> domains, String table) {
    DomainMetadata domain = domains.get(DOMAIN);
    return domain == null ? NONE : of(domain, table);
  }

  static long of(DomainMetadata domain, String table) {
    JsonReader json = JsonReader.of(domain.configuration(), "domain " + DOMAIN + " of " + table);
    long mark = Long.MIN_VALUE;
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      if (name.equals(FIELD)) {
        mark = json.longValue();
      } else {
        json.skip();
      }
    }
    if (mark < NONE) {
      throw new CorruptTableException(
          "Cannot tell which row ids %s has given out: its domain %s needs a whole number %s from -1 on, found %s"
              .formatted(table, DOMAIN, FIELD, domain.configuration()));
    }
    return mark;
  }
}
