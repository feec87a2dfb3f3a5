package io.moraine.log.sink;

import io.moraine.core.parquet.write.BloomFilters;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.stats.PhysicalNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Bloom filters that a table's properties ask for by parquet-java's names, as {@code
 * parquet.bloom.filter.enabled#column}.
 */
final class BloomFilterColumns {
  private BloomFilterColumns() {}

  /**
   * What {@code properties} say, by the names that files have.
   *
   * @param columns with logical names, by which the properties call them
   */
  static BloomFilters of(
      Map<String, String> properties, StructType columns, ColumnMappingMode mode) {
    if (properties.keySet().stream().noneMatch(key -> key.startsWith("parquet.bloom.filter."))) {
      return BloomFilters.NONE;
    }
    Map<String, String> physical = new LinkedHashMap<>();
    properties.forEach(
        (key, value) -> {
          int mark = key.indexOf('#');
          physical.put(
              mark < 0
                  ? key
                  : key.substring(0, mark + 1) + path(key.substring(mark + 1), columns, mode),
              value);
        });
    return BloomFilters.of(physical);
  }

  /** Names of structs' fields become physical; what is no field's name stays. */
  private static String path(String path, StructType columns, ColumnMappingMode mode) {
    List<String> names = new ArrayList<>();
    DataType type = columns;
    for (String name : path.split("\\.", -1)) {
      @Nullable StructField field = null;
      if (type instanceof StructType struct && struct.ordinalOf(name).isPresent()) {
        field = struct.field(name);
        type = field.type();
      } else if (type instanceof DataType.Array array && name.equals("element")) {
        type = array.element();
      } else if (type instanceof DataType.MapOf map) {
        type = name.equals("key") ? map.key() : name.equals("value") ? map.value() : type;
      }
      names.add(field == null ? name : PhysicalNames.of(field, mode));
    }
    return String.join(".", names);
  }
}
