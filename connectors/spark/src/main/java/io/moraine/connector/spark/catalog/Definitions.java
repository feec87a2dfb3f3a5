package io.moraine.connector.spark.catalog;

import io.moraine.connector.spark.type.SparkTypes;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.ddl.TableDefinition;
import io.moraine.engine.rule.ColumnMarks;
import io.moraine.engine.rule.IdentityColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.IdentityColumnSpec;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.expressions.ClusterByTransform;
import org.apache.spark.sql.connector.expressions.IdentityTransform;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.VarcharType;

/** Says what Spark's CREATE TABLE declares as a definition of a table. */
public final class Definitions {
  /** What Spark says of a table that is no property of it. */
  private static final Set<String> RESERVED =
      Set.of(
          TableCatalog.PROP_LOCATION,
          TableCatalog.PROP_PROVIDER,
          TableCatalog.PROP_OWNER,
          TableCatalog.PROP_EXTERNAL,
          TableCatalog.PROP_COMMENT,
          TableCatalog.PROP_COLLATION,
          TableCatalog.PROP_IS_MANAGED_LOCATION,
          "path");

  private Definitions() {}

  /**
   * The definition of a table.
   *
   * @throws InvalidInputException if Delta has no such tables
   */
  public static TableDefinition of(
      Column[] columns, Transform[] partitions, Map<String, String> properties) {
    List<StructField> fields = new ArrayList<>();
    for (Column column : columns) {
      fields.add(field(column));
    }
    List<String> partitionColumns = new ArrayList<>();
    List<List<String>> clusterBy = new ArrayList<>();
    for (Transform transform : partitions) {
      if (transform instanceof IdentityTransform identity
          && identity.references()[0].fieldNames().length == 1) {
        partitionColumns.add(identity.references()[0].fieldNames()[0]);
      } else if (transform instanceof ClusterByTransform cluster) {
        for (NamedReference column : cluster.references()) {
          clusterBy.add(List.of(column.fieldNames()));
        }
      } else {
        throw new InvalidInputException(
            "A table is partitioned by columns, not by %s".formatted(transform.describe()));
      }
    }
    return new TableDefinition(
        StructType.of(fields),
        partitionColumns,
        own(properties),
        Optional.ofNullable(properties.get(TableCatalog.PROP_COMMENT)),
        Map.of(),
        clusterBy);
  }

  private static Map<String, String> own(Map<String, String> properties) {
    Map<String, String> own = new TreeMap<>();
    properties.forEach(
        (key, value) -> {
          boolean option = key.startsWith(TableCatalog.OPTION_PREFIX) || key.startsWith("moraine.");
          // Options come twice, by themselves and with a prefix.
          boolean repeated = properties.containsKey(TableCatalog.OPTION_PREFIX + key);
          if (!RESERVED.contains(key.toLowerCase(Locale.ROOT)) && !option && !repeated) {
            own.put(key, value);
          }
        });
    return own;
  }

  private static StructField field(Column column) {
    org.apache.spark.sql.types.DataType type = column.dataType();
    String limited = null;
    if (type instanceof CharType fixed) {
      limited = "char(%d)".formatted(fixed.length());
      type = DataTypes.StringType;
    } else if (type instanceof VarcharType varying) {
      limited = "varchar(%d)".formatted(varying.length());
      type = DataTypes.StringType;
    }
    org.apache.spark.sql.types.Metadata given =
        column.metadataInJSON() == null
            ? org.apache.spark.sql.types.Metadata.empty()
            : org.apache.spark.sql.types.Metadata.fromJson(column.metadataInJSON());
    StructField field =
        SparkTypes.fromSpark(
                new org.apache.spark.sql.types.StructType()
                    .add(column.name(), type, column.nullable(), given))
            .field(0);
    FieldMetadata metadata = field.metadata();
    if (limited != null) {
      metadata = ColumnMarks.with(metadata, ColumnMarks.CHAR_TYPE, limited);
    }
    if (column.comment() != null) {
      metadata = ColumnMarks.with(metadata, "comment", column.comment());
    }
    if (column.defaultValue() != null) {
      metadata = ColumnMarks.with(metadata, ColumnMarks.DEFAULT, column.defaultValue().getSql());
    }
    if (column.generationExpression() != null) {
      metadata = ColumnMarks.with(metadata, ColumnMarks.GENERATION, column.generationExpression());
    }
    IdentityColumnSpec identity = column.identityColumnSpec();
    if (identity != null) {
      metadata =
          new IdentityColumn(
                  identity.getStart(),
                  identity.getStep(),
                  Optional.empty(),
                  identity.isAllowExplicitInsert())
              .in(metadata);
    }
    return field.withMetadata(metadata);
  }
}
