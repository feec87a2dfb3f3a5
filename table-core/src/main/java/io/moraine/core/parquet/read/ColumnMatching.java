package io.moraine.core.parquet.read;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.parquet.schema.FileColumn;
import io.moraine.core.type.StructField;
import java.util.List;
import java.util.Optional;

/**
 * How the fields of a requested struct are found among those of the file, at every level.
 *
 * @param fieldIdKey the key of a requested field's metadata that holds its Parquet field id, or the
 *     empty string to go by names
 * @param nameKey the key of a requested field's metadata that holds its name in files as a JSON
 *     string, or the empty string to go by the field's own name
 */
public record ColumnMatching(String fieldIdKey, String nameKey) {
  /** By names: the same one, else the only one that differs in case. */
  public static final ColumnMatching BY_NAME = new ColumnMatching("", "");

  /** By the id under {@code metadataKey}; fields without one by their names. */
  public static ColumnMatching byFieldId(String metadataKey) {
    return new ColumnMatching(metadataKey, "");
  }

  /** By the name under {@code metadataKey}; fields without one by their own. */
  public static ColumnMatching byNameIn(String metadataKey) {
    return new ColumnMatching("", metadataKey);
  }

  /** The column for {@code wanted}, if the file has it. */
  Optional<FileColumn> find(String file, StructField wanted, List<FileColumn> columns) {
    Optional<String> id =
        fieldIdKey.isEmpty() ? Optional.empty() : wanted.metadata().rawJson(fieldIdKey);
    if (id.isPresent()) {
      return columns.stream()
          .filter(
              column ->
                  column.fieldId().isPresent()
                      && Integer.toString(column.fieldId().getAsInt()).equals(id.get().strip()))
          .findFirst();
    }
    String name = nameOf(wanted);
    FileColumn found = null;
    for (FileColumn column : columns) {
      if (column.name().equals(name)) {
        return Optional.of(column);
      }
    }
    for (FileColumn column : columns) {
      if (column.name().equalsIgnoreCase(name)) {
        if (found != null) {
          throw new CorruptFileException(
              file,
              -1,
              "column '%s' could be '%s' or '%s' of the file"
                  .formatted(name, found.name(), column.name()));
        }
        found = column;
      }
    }
    return Optional.ofNullable(found);
  }

  private String nameOf(StructField wanted) {
    Optional<String> json =
        nameKey.isEmpty() ? Optional.empty() : wanted.metadata().rawJson(nameKey);
    return json.map(text -> JsonReader.of(text, nameKey + " of column " + wanted.name()).string())
        .orElse(wanted.name());
  }
}
