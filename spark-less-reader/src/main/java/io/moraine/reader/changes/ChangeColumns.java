package io.moraine.reader.changes;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;

/** The columns of changed rows: the table's, and after them those that say what happened. */
public final class ChangeColumns {
  /**
   * What happened to the row: {@code insert}, {@code delete}, or that it was updated and is as it
   * was before, {@code update_preimage}, or after, {@code update_postimage}.
   */
  public static final StructField TYPE = StructField.of("_change_type", Primitive.STRING);

  /** In which version. */
  public static final StructField VERSION = StructField.of("_commit_version", Primitive.LONG);

  /** When that was committed. */
  public static final StructField TIMESTAMP =
      StructField.of("_commit_timestamp", Primitive.TIMESTAMP);

  /** All three, in the order in which they follow the table's own. */
  public static final List<StructField> ALL = List.of(TYPE, VERSION, TIMESTAMP);

  private ChangeColumns() {}

  /**
   * The columns of the changed rows of a table with {@code columns}; all may be null, as rows of
   * older versions may lack what is required now.
   *
   * @param table names it in errors
   * @throws InvalidInputException if a column has the name of one of {@link #ALL}
   */
  public static StructType schema(StructType columns, String table) {
    List<StructField> fields = new ArrayList<>();
    for (StructField field : columns.fields()) {
      if (ALL.stream().anyMatch(own -> own.name().equalsIgnoreCase(field.name()))) {
        throw new InvalidInputException(
            "Cannot read the changes of %s: it has a column '%s' of its own"
                .formatted(table, field.name()));
      }
      fields.add(nullable(field));
    }
    fields.addAll(ALL);
    return StructType.of(fields);
  }

  private static StructField nullable(StructField field) {
    return field.withNullable(true).withType(nullable(field.type()));
  }

  private static DataType nullable(DataType type) {
    if (type instanceof StructType struct) {
      return StructType.of(struct.fields().stream().map(ChangeColumns::nullable).toList());
    } else if (type instanceof DataType.Array array) {
      return new DataType.Array(nullable(array.element()), array.containsNull());
    } else if (type instanceof DataType.MapOf map) {
      return new DataType.MapOf(
          nullable(map.key()), nullable(map.value()), map.valueContainsNull());
    }
    return type;
  }
}
