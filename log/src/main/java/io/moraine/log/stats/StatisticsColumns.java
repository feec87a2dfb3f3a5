package io.moraine.log.stats;

import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.property.ColumnMappingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of interest in statistics, and the fields within them, found by physical names. */
final class StatisticsColumns {
  /**
   * A column, or a field within one.
   *
   * @param leaf its number among those that have statistics; −1 for a struct, whose fields have
   *     them
   * @param fields by physical name
   */
  record Node(int leaf, DataType type, Map<String, Node> fields) {}

  static final StatisticsColumns NONE =
      new StatisticsColumns(StructType.EMPTY, ColumnMappingMode.NONE);

  private static final String TYPE_CHANGES = "delta.typeChanges";

  private final Map<String, Node> roots = new HashMap<>();
  private final Map<List<Integer>, Integer> leavesByPath = new HashMap<>();
  private final List<DataType> leafTypes = new ArrayList<>();

  /** The columns of {@code schema} at {@code ordinals}. */
  StatisticsColumns(StructType schema, ColumnMappingMode mode, int... ordinals) {
    for (int ordinal : ordinals) {
      StructField field = schema.field(ordinal);
      roots.put(PhysicalNames.of(field, mode), node(field, mode, List.of(ordinal)));
    }
  }

  /**
   * The text of a bound of floats rounds to that float, but as a double it is another number, on
   * either side: of a column that was widened from float, nothing but counts is used.
   */
  private static DataType typeOf(StructField field) {
    boolean fromFloat =
        field.type() == DataType.Primitive.DOUBLE
            && field
                .metadata()
                .rawJson(TYPE_CHANGES)
                .filter(changes -> changes.contains("\"float\""))
                .isPresent();
    return fromFloat ? DataType.Primitive.VOID : field.type();
  }

  private Node node(StructField of, ColumnMappingMode mode, List<Integer> path) {
    DataType type = typeOf(of);
    if (!(type instanceof StructType struct)) {
      leavesByPath.put(path, leafTypes.size());
      leafTypes.add(type);
      return new Node(leafTypes.size() - 1, type, Map.of());
    }
    Map<String, Node> fields = new HashMap<>();
    for (int i = 0; i < struct.size(); i++) {
      StructField field = struct.field(i);
      List<Integer> inner = new ArrayList<>(path);
      inner.add(i);
      fields.put(PhysicalNames.of(field, mode), node(field, mode, List.copyOf(inner)));
    }
    return new Node(-1, type, fields);
  }

  /** The columns by physical name. */
  Map<String, Node> roots() {
    return roots;
  }

  /** How many columns and fields have statistics. */
  int leafCount() {
    return leafTypes.size();
  }

  DataType leafType(int leaf) {
    return leafTypes.get(leaf);
  }

  /** The number of the column or field at {@code path}, ordinals from the outside in. */
  @Nullable Integer leafAt(List<Integer> path) {
    return leavesByPath.get(path);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StatisticsColumns that
        && roots.equals(that.roots)
        && leavesByPath.equals(that.leavesByPath);
  }

  @Override
  public int hashCode() {
    return roots.hashCode();
  }
}
