package io.moraine.engine.ddl;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.json.JsonWriter;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.property.TableProperties;
import io.moraine.log.sink.ClusteringColumns;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.PhysicalNames;
import java.util.List;

/**
 * The columns that rows are clustered by, as the log keeps them.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#clustered-table">Clustered
 *     table</a>
 */
final class Clustering {
  /** The name of the metadata domain. */
  static final String DOMAIN = ClusteringColumns.DOMAIN;

  private Clustering() {}

  /**
   * What the log says of a table that is clustered by {@code columns}, perhaps none.
   *
   * @throws InvalidInputException if there is no such column, or it has no bounds to cluster by
   */
  static DomainMetadata domain(Metadata metadata, List<List<String>> columns) {
    ColumnMappingMode mode = new TableProperties(metadata.configuration()).columnMappingMode();
    JsonWriter json = new JsonWriter().beginObject();
    json.name("clusteringColumns");
    json.beginArray();
    for (List<String> path : columns) {
      StructField field = SchemaEdit.field(metadata.parseSchema(), path);
      if (field.type().isNested()
          || field.type() == Primitive.VARIANT
          || field.type() == Primitive.BINARY
          || field.type() == Primitive.BOOLEAN
          || field.type() == Primitive.VOID) {
        throw new InvalidInputException(
            "Cannot cluster by '%s', which is %s: files have no bounds of it"
                .formatted(SchemaEdit.joined(path), field.type().sql()));
      }
      json.beginArray();
      PhysicalNames.path(metadata.parseSchema(), path, mode).forEach(json::value);
      json.endArray();
    }
    json.endArray();
    return new DomainMetadata(
        DOMAIN, json.field("domainName", DOMAIN).endObject().toString(), false);
  }

  /** Whether rows of the table are clustered by the column at {@code path}, or by one in it. */
  static boolean uses(Snapshot snapshot, List<String> path) {
    DomainMetadata domain = snapshot.domainMetadata().get(DOMAIN);
    if (domain == null) {
      return false;
    }
    List<String> physical =
        PhysicalNames.path(snapshot.schema(), path, snapshot.columnMappingMode());
    return ClusteringColumns.physical(snapshot.domainMetadata()).stream()
        .anyMatch(
            column ->
                column.size() >= physical.size()
                    && column.subList(0, physical.size()).equals(physical));
  }
}
