package io.moraine.connector.spark.table;

import io.moraine.core.json.JsonReader;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.json.ActionReader;
import io.moraine.log.json.ActionWriter;
import io.moraine.log.snapshot.Snapshot;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * What processes that read or write a part of a table need to know of its version: all but files.
 *
 * @param place where the table is
 * @param version which one
 * @param actions the protocol, metadata and domains, as the log has them, a line each
 * @param zone the session's
 */
public record SentSnapshot(TablePlace place, long version, List<String> actions, String zone)
    implements Serializable {
  private static final long serialVersionUID = 1;

  public SentSnapshot {
    actions = List.copyOf(actions);
  }

  /** What there is to know of {@code snapshot}. */
  public static SentSnapshot of(TablePlace place, Snapshot snapshot, ZoneId zone) {
    return of(
        place,
        snapshot.version(),
        snapshot.protocol(),
        snapshot.metadata(),
        List.copyOf(snapshot.domainMetadata().values()),
        zone);
  }

  /** The same of a version that is not committed yet. */
  public static SentSnapshot of(
      TablePlace place,
      long version,
      Protocol protocol,
      Metadata metadata,
      List<DomainMetadata> domains,
      ZoneId zone) {
    List<String> lines = new ArrayList<>();
    lines.add(ActionWriter.write(protocol));
    lines.add(ActionWriter.write(metadata));
    domains.forEach(domain -> lines.add(ActionWriter.write(domain)));
    return new SentSnapshot(place, version, lines, zone.getId());
  }

  /** The version as if it had just {@code files}. */
  public Snapshot snapshot(List<AddFile> files) {
    List<Action> all = new ArrayList<>();
    for (String line : actions) {
      ActionReader.read(JsonReader.of(line, place.root()), all::add);
    }
    all.addAll(files);
    return Snapshot.ofPart(place.handle().log(), version, all);
  }

  /** The session's time zone. */
  public ZoneId zoneId() {
    return ZoneId.of(zone);
  }
}
