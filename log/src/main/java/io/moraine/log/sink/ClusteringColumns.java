package io.moraine.log.sink;

import io.moraine.core.error.CorruptTableException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.stats.PhysicalNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The columns that a table's rows are clustered by, as its log has them.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#clustered-table">Clustered
 *     table</a>
 */
public final class ClusteringColumns {
  /** The metadata domain that names them. */
  public static final String DOMAIN = "delta.clustering";

  private ClusteringColumns() {}

  /** Their paths of physical names, in the table's order; none if rows are not clustered. */
  public static List<List<String>> physical(Map<String, DomainMetadata> domains) {
    DomainMetadata clustering = domains.get(DOMAIN);
    if (clustering == null) {
      return List.of();
    }
    List<List<String>> columns = new ArrayList<>();
    JsonReader json = JsonReader.of(clustering.configuration(), "metadata domain " + DOMAIN);
    json.beginObject();
    for (String key = json.nextField(); key != null; key = json.nextField()) {
      if (key.equals("clusteringColumns")) {
        json.beginArray();
        while (json.nextElement()) {
          columns.add(List.copyOf(json.stringList()));
        }
      } else {
        json.skip();
      }
    }
    return List.copyOf(columns);
  }

  /**
   * Their paths by the names that {@code schema} gives, in the table's order.
   *
   * @throws CorruptTableException if the schema has no such column
   */
  public static List<List<String>> logical(
      StructType schema, ColumnMappingMode mode, Map<String, DomainMetadata> domains) {
    return physical(domains).stream().map(path -> logical(schema, mode, path)).toList();
  }

  private static List<String> logical(
      StructType schema, ColumnMappingMode mode, List<String> physical) {
    List<String> path = new ArrayList<>();
    DataType type = schema;
    for (String name : physical) {
      StructField field = null;
      if (type instanceof StructType struct) {
        for (StructField candidate : struct.fields()) {
          field = PhysicalNames.of(candidate, mode).equals(name) ? candidate : field;
        }
      }
      if (field == null) {
        throw new CorruptTableException(
            "The log says that rows are clustered by the column %s, which the schema does not have"
                .formatted(physical));
      }
      path.add(field.name());
      type = field.type();
    }
    return List.copyOf(path);
  }
}
