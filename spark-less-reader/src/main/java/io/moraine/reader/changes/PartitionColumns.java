package io.moraine.reader.changes;

import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.changes.FileChange;
import io.moraine.log.changes.TableState;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.stats.PhysicalNames;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which columns of a file's rows the log has, and not the file. */
final class PartitionColumns {
  private PartitionColumns() {}

  /**
   * The names, among those of {@code schema}. A table may be partitioned anew in a version that
   * removes files of the old partitioning, so the file tells; but one that is added must have all
   * values that the table of its version asks for.
   */
  static List<String> of(
      FileChange change, TableState state, StructType schema, ColumnMappingMode mode) {
    Set<String> given =
        change.file().partitionValues().keySet().stream()
            .map(PartitionColumns::lower)
            .collect(Collectors.toSet());
    Set<String> declared =
        change.kind() == FileChange.Kind.DELETE
            ? Set.of()
            : state.metadata().partitionColumns().stream()
                .map(PartitionColumns::lower)
                .collect(Collectors.toSet());
    if (given.isEmpty() && declared.isEmpty()) {
      return List.of();
    }
    return schema.fields().stream()
        .filter(
            field ->
                given.contains(lower(PhysicalNames.of(field, mode)))
                    || declared.contains(lower(field.name())))
        .map(StructField::name)
        .toList();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
