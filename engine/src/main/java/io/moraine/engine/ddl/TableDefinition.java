package io.moraine.engine.ddl;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.feature.ProtocolUpgrade;
import io.moraine.log.property.PropertyNames;
import io.moraine.log.property.TableProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a new table is to be.
 *
 * @param partitionColumns the names of some of the schema's columns, not of all
 * @param properties the table's properties as {@code TBLPROPERTIES} gives them
 */
public record TableDefinition(
    StructType schema,
    List<String> partitionColumns,
    Map<String, String> properties,
    Optional<String> comment) {
  /**
   * Checks what can be checked without a table.
   *
   * @throws InvalidInputException if there is no column, a partition column is unknown, repeated,
   *     nested, or all columns are
   */
  public TableDefinition {
    List<String> exact = new ArrayList<>();
    for (String name : partitionColumns) {
      StructField field = schema.field(name);
      if (field.type().isNested() || field.type() == Primitive.VARIANT) {
        throw new InvalidInputException(
            "Cannot partition by '%s': it is of type %s".formatted(name, field.type().sql()));
      }
      if (exact.contains(field.name())) {
        throw new InvalidInputException("Cannot partition by '%s' twice".formatted(name));
      }
      exact.add(field.name());
    }
    if (schema.size() == 0 || exact.size() == schema.size()) {
      throw new InvalidInputException(
          "A table needs a column that is not a partition column, got %s partitioned by %s"
              .formatted(schema.names(), exact));
    }
    partitionColumns = List.copyOf(exact);
    properties = Map.copyOf(properties);
  }

  /**
   * The table's metadata, under the id {@code id}.
   *
   * @throws InvalidInputException if a property is one that writers set for themselves
   */
  Metadata metadata(String id, long createdMillis) {
    // The others are requests for the protocol, not properties that stay.
    Map<String, String> kept =
        PropertyNames.spelled(ProtocolUpgrade.withoutRequests(new TreeMap<>(properties)));
    new TableProperties(new LinkedHashMap<>(kept)).requireUsers();
    Metadata plain = Metadata.of(id, schema, partitionColumns, createdMillis);
    return new Metadata(
        plain.id(),
        plain.name(),
        comment.orElse(null),
        plain.format(),
        plain.schemaString(),
        plain.partitionColumns(),
        plain.createdTime(),
        new LinkedHashMap<>(kept));
  }

  /**
   * The lowest protocol that allows what the table has.
   *
   * @param metadata the table's
   * @throws io.moraine.core.error.UnsupportedFeatureException if a feature is asked for that is not
   *     known
   */
  Protocol protocol(Metadata metadata) {
    return ProtocolUpgrade.initial(metadata, ProtocolUpgrade.requests(properties));
  }
}
