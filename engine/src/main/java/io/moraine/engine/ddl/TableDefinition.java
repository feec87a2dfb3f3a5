package io.moraine.engine.ddl;

import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.feature.IcebergCompatibility;
import io.moraine.log.feature.ProtocolUpgrade;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.property.PropertyNames;
import io.moraine.log.property.TableProperties;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a new table is to be.
 *
 * @param partitionColumns the names of some of the schema's columns, not of all
 * @param properties the table's properties as {@code TBLPROPERTIES} gives them
 * @param constraints the SQL of CHECK constraints by their names
 * @param clusterBy the paths of the columns that rows are clustered by
 */
public record TableDefinition(
    StructType schema,
    List<String> partitionColumns,
    Map<String, String> properties,
    Optional<String> comment,
    Map<String, String> constraints,
    List<List<String>> clusterBy) {
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
    constraints = Map.copyOf(constraints);
    clusterBy = List.copyOf(clusterBy);
    if (!clusterBy.isEmpty() && !exact.isEmpty()) {
      throw new InvalidInputException("A table is partitioned or clustered, not both");
    }
  }

  /** A table without constraints and clustering. */
  public TableDefinition(
      StructType schema,
      List<String> partitionColumns,
      Map<String, String> properties,
      Optional<String> comment) {
    this(schema, partitionColumns, properties, comment, Map.of(), List.of());
  }

  /**
   * The table's metadata, under the id {@code id}.
   *
   * @param before the table that this one replaces, if there is one
   * @throws InvalidInputException if a property is one that writers set for themselves
   */
  Metadata metadata(Environment environment, String id, Optional<Metadata> before) {
    // The others are requests for the protocol, not properties that stay.
    Map<String, String> kept =
        PropertyNames.spelled(ProtocolUpgrade.withoutRequests(new TreeMap<>(properties)));
    new TableProperties(new LinkedHashMap<>(kept)).requireUsers();
    Map<String, @Nullable String> configuration = new LinkedHashMap<>(kept);
    constraints.forEach((name, sql) -> configuration.put(CheckConstraints.key(name), sql));
    if (IcebergCompatibility.isOn(new TableProperties(configuration))) {
      // It needs one of the modes, and says nothing of which.
      configuration.putIfAbsent("delta.columnMapping.mode", "name");
    }
    before.ifPresent(old -> keepWritersOwn(old, configuration));
    StructType columns = schema;
    if (new TableProperties(configuration).columnMappingMode() != ColumnMappingMode.NONE) {
      long highest =
          before
              .flatMap(
                  old -> new TableProperties(old.configuration()).text(MappedSchema.MAX_COLUMN_ID))
              .map(Long::parseLong)
              .orElse(0L);
      MappedSchema mapped = new MappedSchema(highest, name -> "col-" + environment.newId());
      columns = mapped.map(schema);
      configuration.put(MappedSchema.MAX_COLUMN_ID, Long.toString(mapped.maxId()));
    }
    Metadata plain =
        Metadata.of(
            id,
            columns,
            partitionColumns,
            before
                .map(old -> old.createdTime() == null ? 0L : old.createdTime())
                .orElseGet(environment::nowMillis));
    return new Metadata(
        plain.id(),
        plain.name(),
        comment.orElse(null),
        plain.format(),
        plain.schemaString(),
        plain.partitionColumns(),
        plain.createdTime(),
        configuration);
  }

  private static void keepWritersOwn(Metadata old, Map<String, @Nullable String> configuration) {
    for (String key :
        List.of(
            TableProperties.ROW_ID_COLUMN,
            TableProperties.ROW_COMMIT_VERSION_COLUMN,
            "delta.requireCheckpointProtectionBeforeVersion")) {
      if (old.configuration().containsKey(key)) {
        configuration.put(key, old.configuration().get(key));
      }
    }
  }

  /** The physical paths of the columns that rows are clustered by. */
  Optional<DomainMetadata> clustering(Metadata metadata) {
    return clusterBy.isEmpty()
        ? Optional.empty()
        : Optional.of(Clustering.domain(metadata, clusterBy));
  }

  /**
   * The lowest protocol that allows what the table has.
   *
   * @param metadata the table's
   * @throws io.moraine.core.error.UnsupportedFeatureException if a feature is asked for that is not
   *     known
   */
  Protocol protocol(Metadata metadata) {
    return ProtocolUpgrade.initial(metadata, features());
  }

  /** {@code before} with what the table needs besides. */
  Protocol protocol(Metadata metadata, Protocol before) {
    return ProtocolUpgrade.of(before, metadata, features());
  }

  private Set<TableFeature> features() {
    Set<TableFeature> features = new LinkedHashSet<>(ProtocolUpgrade.requests(properties));
    if (!clusterBy.isEmpty()) {
      features.add(TableFeature.CLUSTERING);
    }
    return features;
  }
}
