package io.moraine.log.changes;

import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.feature.TypeChanges;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.stats.PhysicalNames;
import java.util.Locale;
import java.util.Optional;

/** Tells why rows of one schema cannot be read under a later one. */
final class SchemaChange {
  private final ColumnMappingMode beforeMode;
  private final ColumnMappingMode afterMode;

  private SchemaChange(ColumnMappingMode beforeMode, ColumnMappingMode afterMode) {
    this.beforeMode = beforeMode;
    this.afterMode = afterMode;
  }

  /**
   * What became of a column between {@code before} and {@code after}, so that rows cannot be read
   * over both, as the end of a sentence; empty if they can: columns were only added, and types
   * widened.
   */
  static Optional<String> problem(TableState before, TableState after) {
    ColumnMappingMode beforeMode = before.columnMappingMode();
    ColumnMappingMode afterMode = after.columnMappingMode();
    boolean sameSchema = before.metadata().schemaString().equals(after.metadata().schemaString());
    if (sameSchema && beforeMode == afterMode) {
      return Optional.empty();
    }
    return new SchemaChange(beforeMode, afterMode).struct(before.schema(), after.schema(), "");
  }

  private Optional<String> struct(StructType before, StructType after, String prefix) {
    for (StructField field : before.fields()) {
      String name = prefix + field.name();
      Optional<StructField> now = find(field, after);
      if (now.isEmpty()) {
        return Optional.of("column '%s' is gone".formatted(name));
      }
      if (!now.get().name().equalsIgnoreCase(field.name())) {
        return Optional.of("column '%s' is called '%s'".formatted(name, prefix + now.get().name()));
      }
      Optional<String> problem = type(field.type(), now.get().type(), name);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  /** The field that has the same values in files. */
  private Optional<StructField> find(StructField field, StructType after) {
    String physical = PhysicalNames.of(field, beforeMode);
    return after.fields().stream()
        .filter(now -> isSame(physical, PhysicalNames.of(now, afterMode)))
        .findFirst();
  }

  private boolean isSame(String before, String after) {
    boolean mapped = afterMode != ColumnMappingMode.NONE;
    return mapped
        ? before.equals(after)
        : before.toLowerCase(Locale.ROOT).equals(after.toLowerCase(Locale.ROOT));
  }

  private Optional<String> type(DataType before, DataType after, String name) {
    if (before instanceof StructType oldStruct && after instanceof StructType newStruct) {
      return struct(oldStruct, newStruct, name + ".");
    } else if (before instanceof DataType.Array oldArray && after instanceof DataType.Array array) {
      return type(oldArray.element(), array.element(), name + ".element");
    } else if (before instanceof DataType.MapOf oldMap && after instanceof DataType.MapOf map) {
      Optional<String> problem = type(oldMap.key(), map.key(), name + ".key");
      return problem.isPresent() ? problem : type(oldMap.value(), map.value(), name + ".value");
    }
    boolean same =
        before.equals(after)
            || before == DataType.Primitive.VOID
            || TypeChanges.isAllowed(before.typeName(), after.typeName());
    return same
        ? Optional.empty()
        : Optional.of(
            "the type of column '%s' changes from %s to %s"
                .formatted(name, before.sql(), after.sql()));
  }
}
