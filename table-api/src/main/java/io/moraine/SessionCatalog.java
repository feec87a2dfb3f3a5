package io.moraine;

import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.engine.catalog.Catalog;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.catalog.TableName;
import io.moraine.engine.catalog.TableTime;
import io.moraine.engine.delta.DeltaCatalog;
import io.moraine.engine.file.FileFormat;
import io.moraine.engine.file.FileOptions;
import io.moraine.engine.file.FileTable;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a session's statements may name: what was registered, then files by their format ({@code
 * csv.`path`}), then tables by path or below the warehouse.
 *
 * @param registered tables by lower-case name
 * @param locations locations of tables by lower-case name
 */
record SessionCatalog(
    Map<String, CatalogTable> registered,
    Map<String, String> locations,
    DeltaCatalog tables,
    Environment environment)
    implements Catalog {

  @Override
  public Optional<? extends CatalogTable> table(TableName name, TableTime time) {
    String known = name.last().toLowerCase(Locale.ROOT);
    if (name.parts().size() == 1 && registered.containsKey(known)) {
      requireLatest(name, time);
      return Optional.of(registered.get(known));
    } else if (name.parts().size() == 1 && locations.containsKey(known)) {
      return tables.table(TableName.of("delta", locations.get(known)), time);
    } else if (name.parts().size() == 2 && isFormat(name.parts().get(0))) {
      requireLatest(name, time);
      FileFormat format = FileFormat.named(name.parts().get(0));
      return Optional.of(
          FileTable.open(name.last(), FileOptions.DEFAULT.withFormat(format), environment));
    }
    return tables.table(name, time);
  }

  private static boolean isFormat(String part) {
    return switch (part.toLowerCase(Locale.ROOT)) {
      case "csv", "json", "parquet" -> true;
      default -> false;
    };
  }

  private static void requireLatest(TableName name, TableTime time) {
    if (!(time instanceof TableTime.Latest)) {
      throw new InvalidInputException(
          "%s has no versions: only Delta tables can be read as they were".formatted(name));
    }
  }
}
