package io.moraine.log.stats;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.property.TableProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Chooses the columns that files have statistics for. */
public final class IndexedColumns {
  private IndexedColumns() {}

  /**
   * The leaves of {@code schema} that the table's properties choose, by their paths.
   *
   * @param schema of the table's data files: without partition columns
   * @throws InvalidInputException if the properties are malformed
   */
  public static Map<List<String>, DataType> of(StructType schema, TableProperties properties) {
    return properties
        .dataSkippingStatsColumns()
        .map(columns -> named(schema, columns))
        .orElseGet(() -> first(schema, properties.dataSkippingNumIndexedCols()));
  }

  /**
   * As {@link #of}, by physical paths.
   *
   * @param always physical paths that are chosen whatever the properties say
   */
  public static Map<List<String>, DataType> physical(
      StructType schema,
      ColumnMappingMode mode,
      TableProperties properties,
      Set<List<String>> always) {
    Map<List<String>, DataType> chosen = of(schema, properties);
    Map<List<String>, DataType> paths = new LinkedHashMap<>();
    leaves(schema, List.of())
        .forEach(
            (path, type) -> {
              List<String> physical = PhysicalNames.path(schema, path, mode);
              if (chosen.containsKey(path) || always.contains(physical)) {
                paths.put(physical, type);
              }
            });
    return paths;
  }

  /** The first {@code limit} leaves of {@code schema} by their paths, all for −1. */
  public static Map<List<String>, DataType> first(StructType schema, int limit) {
    Map<List<String>, DataType> all = leaves(schema, List.of());
    Map<List<String>, DataType> chosen = new LinkedHashMap<>();
    all.forEach(
        (path, type) -> {
          if (limit < 0 || chosen.size() < limit) {
            chosen.put(path, type);
          }
        });
    return chosen;
  }

  /**
   * The leaves that {@code columns} names: names separated by commas, their parts by dots, in
   * back-quotes where needed; a struct stands for all that is in it.
   *
   * @throws InvalidInputException if a name is malformed; unknown ones name nothing
   */
  public static Map<List<String>, DataType> named(StructType schema, String columns) {
    List<List<String>> names = parse(columns);
    Map<List<String>, DataType> chosen = new LinkedHashMap<>();
    leaves(schema, List.of())
        .forEach(
            (path, type) -> {
              if (names.stream().anyMatch(name -> isWithin(path, name))) {
                chosen.put(path, type);
              }
            });
    return chosen;
  }

  private static boolean isWithin(List<String> path, List<String> name) {
    if (path.size() < name.size()) {
      return false;
    }
    for (int i = 0; i < name.size(); i++) {
      if (!path.get(i).equalsIgnoreCase(name.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Every field that is not a struct, those within structs too; void has no values to know of. */
  private static Map<List<String>, DataType> leaves(StructType struct, List<String> parent) {
    Map<List<String>, DataType> leaves = new LinkedHashMap<>();
    for (StructField field : struct.fields()) {
      List<String> path = new ArrayList<>(parent);
      path.add(field.name());
      if (field.type() instanceof StructType nested) {
        leaves.putAll(leaves(nested, path));
      } else if (field.type() != DataType.Primitive.VOID) {
        leaves.put(List.copyOf(path), field.type());
      }
    }
    return leaves;
  }

  private static List<List<String>> parse(String text) {
    List<List<String>> names = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '`') {
        if (quoted && i + 1 < text.length() && text.charAt(i + 1) == '`') {
          part.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (!quoted && (c == '.' || c == ',')) {
        parts.add(part.toString());
        part.setLength(0);
        if (c == ',') {
          names.add(parts);
          parts = new ArrayList<>();
        }
      } else if (quoted || !Character.isWhitespace(c)) {
        part.append(c);
      }
    }
    parts.add(part.toString());
    names.add(parts);
    if (quoted || names.stream().anyMatch(name -> name.contains(""))) {
      throw new InvalidInputException(
          "Table property delta.dataSkippingStatsColumns must list column names, but is '%s'"
              .formatted(text));
    }
    return names;
  }
}
