package io.moraine;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Lists of a table's files that others made, as rows. */
final class Inventories {
  private Inventories() {}

  /** The files of {@code rows}, without folders, in the folder {@code root}. */
  static List<ObjectStatus> read(BatchReader rows, URI root) {
    try (rows) {
      StructType schema = rows.schema();
      int path = column(schema, "path").orElseThrow(() -> missing(schema, "path STRING"));
      int time =
          column(schema, "modificationTime")
              .orElseThrow(() -> missing(schema, "modificationTime BIGINT"));
      Optional<Integer> size = column(schema, "length").or(() -> column(schema, "sizeBytes"));
      Optional<Integer> folder = column(schema, "isDir");
      requireType(schema, path, Primitive.STRING);
      requireType(schema, time, Primitive.LONG);
      size.ifPresent(ordinal -> requireType(schema, ordinal, Primitive.LONG));
      folder.ifPresent(ordinal -> requireType(schema, ordinal, Primitive.BOOLEAN));
      List<ObjectStatus> files = new ArrayList<>();
      for (ColumnBatch batch = rows.next(); batch != null; batch = rows.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          boolean isFolder =
              folder.isPresent() && Boolean.TRUE.equals(batch.column(folder.get()).value(row));
          if (!isFolder && !batch.column(path).isNull(row) && !batch.column(time).isNull(row)) {
            files.add(
                new ObjectStatus(
                    key(text(batch.column(path), row), root),
                    size.isEmpty() || batch.column(size.get()).isNull(row)
                        ? 0
                        : (Long) batch.column(size.get()).value(row),
                    (Long) batch.column(time).value(row)));
          }
        }
      }
      return files;
    }
  }

  private static String text(ColumnVector column, int row) {
    return String.valueOf(column.value(row));
  }

  /** The path below {@code root}; what is elsewhere gets a hidden name, which is passed over. */
  private static String key(String path, URI root) {
    String folder = root.toString();
    String plain = root.getPath();
    for (String prefix : List.of(folder, folder.replaceFirst("^file:///", "file:/"), plain)) {
      if (path.startsWith(prefix)) {
        return path.substring(prefix.length());
      }
    }
    return path.startsWith("/") || path.contains(":/") ? "_elsewhere" : path;
  }

  private static Optional<Integer> column(StructType schema, String name) {
    OptionalInt ordinal = schema.ordinalOf(name);
    return ordinal.isPresent() ? Optional.of(ordinal.getAsInt()) : Optional.empty();
  }

  private static InvalidInputException missing(StructType schema, String column) {
    return new InvalidInputException(
        "An inventory of files needs a column %s, found the columns %s"
            .formatted(column, String.join(", ", schema.names())));
  }

  private static void requireType(StructType schema, int ordinal, Primitive type) {
    if (schema.field(ordinal).type() != type) {
      throw new InvalidInputException(
          "Column '%s' of an inventory of files needs to be %s, found %s"
              .formatted(
                  schema.field(ordinal).name(), type.sql(), schema.field(ordinal).type().sql()));
    }
  }
}
