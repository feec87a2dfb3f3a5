package io.moraine.engine.ddl;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.feature.TableFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  private static final Map<String, TableFeature> ENABLING =
      Map.of(
          "delta.enablechangedatafeed", TableFeature.CHANGE_DATA_FEED,
          "delta.enabledeletionvectors", TableFeature.DELETION_VECTORS,
          "delta.enablerowtracking", TableFeature.ROW_TRACKING,
          "delta.enabletypewidening", TableFeature.TYPE_WIDENING,
          "delta.enableincommittimestamps", TableFeature.IN_COMMIT_TIMESTAMP,
          "delta.enableicebergcompatv1", TableFeature.ICEBERG_COMPAT_V1,
          "delta.enableicebergcompatv2", TableFeature.ICEBERG_COMPAT_V2,
          "delta.enablevariantshredding", TableFeature.VARIANT_SHREDDING);

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

  /** The table's metadata, under the id {@code id}. */
  Metadata metadata(String id, long createdMillis) {
    Map<String, String> kept = new LinkedHashMap<>();
    properties.forEach(
        (key, value) -> {
          // A request for the protocol, not a property that stays.
          if (!key.startsWith("delta.feature.") && !isProtocolVersion(key)) {
            kept.put(key, value);
          }
        });
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

  private static boolean isProtocolVersion(String key) {
    return key.equalsIgnoreCase("delta.minReaderVersion")
        || key.equalsIgnoreCase("delta.minWriterVersion");
  }

  /** The lowest protocol that allows what the table has. */
  Protocol protocol() {
    Set<TableFeature> features = new LinkedHashSet<>();
    schema.fields().forEach(field -> addFeatures(field.type(), features));
    properties.forEach(
        (key, value) -> {
          TableFeature enabled = ENABLING.get(key.toLowerCase(java.util.Locale.ROOT));
          if (enabled != null && Boolean.parseBoolean(value)) {
            features.add(enabled);
          } else if (key.equalsIgnoreCase("delta.columnMapping.mode")
              && !value.equalsIgnoreCase("none")) {
            features.add(TableFeature.COLUMN_MAPPING);
          } else if (key.startsWith("delta.feature.")) {
            features.add(named(key.substring("delta.feature.".length())));
          } else if (key.startsWith("delta.constraints.")) {
            features.add(TableFeature.CHECK_CONSTRAINTS);
          }
        });
    if (features.isEmpty()) {
      return Protocol.legacy(1, 2);
    }
    Set<TableFeature> all = new LinkedHashSet<>(TableFeature.impliedByWriter(2));
    for (TableFeature feature : features) {
      all.add(feature);
      all.addAll(feature.requires());
    }
    Set<String> reader = new LinkedHashSet<>();
    Set<String> writer = new LinkedHashSet<>();
    for (TableFeature feature : all) {
      writer.add(feature.protocolName());
      if (feature.kind() == TableFeature.Kind.READER_WRITER) {
        reader.add(feature.protocolName());
      }
    }
    return reader.isEmpty()
        ? new Protocol(1, Protocol.WRITER_WITH_FEATURES, Set.of(), writer)
        : new Protocol(
            Protocol.READER_WITH_FEATURES, Protocol.WRITER_WITH_FEATURES, reader, writer);
  }

  private static TableFeature named(String name) {
    return TableFeature.named(name)
        .orElseThrow(
            () ->
                new UnsupportedFeatureException("No table feature '%s' is known".formatted(name)));
  }

  private static void addFeatures(DataType type, Set<TableFeature> features) {
    if (type == Primitive.TIMESTAMP_NTZ) {
      features.add(TableFeature.TIMESTAMP_NTZ);
    } else if (type == Primitive.VARIANT) {
      features.add(TableFeature.VARIANT_TYPE);
    } else if (type instanceof StructType struct) {
      struct.fields().forEach(field -> addFeatures(field.type(), features));
    } else if (type instanceof DataType.Array array) {
      addFeatures(array.element(), features);
    } else if (type instanceof DataType.MapOf map) {
      addFeatures(map.key(), features);
      addFeatures(map.value(), features);
    }
  }
}
