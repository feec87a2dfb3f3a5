package io.moraine.log.action;

import io.moraine.core.type.SchemaJson;
import io.moraine.core.type.StructType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a table is: its id, schema, partitioning and properties.
 *
 * @param schemaString the schema's JSON, kept to the letter
 * @param partitionColumns logical names
 * @param createdTime milliseconds since 1970-01-01T00:00Z, if known
 * @param configuration the table's properties, kept to the letter
 */
public record Metadata(
    String id,
    @Nullable String name,
    @Nullable String description,
    Format format,
    String schemaString,
    List<String> partitionColumns,
    @Nullable Long createdTime,
    Map<String, @Nullable String> configuration)
    implements Action {
  /** The {@link #schemaString} of a table without columns, for which early writers have none. */
  public static final String NO_COLUMNS = "{\"type\":\"struct\",\"fields\":[]}";

  /**
   * How data files are encoded: always {@code parquet}, without options, by the protocol of today.
   */
  public record Format(String provider, Map<String, @Nullable String> options) {
    /** The only format there is. */
    public static final Format PARQUET = new Format("parquet", Map.of());

    public Format {
      Objects.requireNonNull(provider, "provider");
      options = Copies.of(options);
    }
  }

  public Metadata {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(schemaString, "schemaString");
    partitionColumns = List.copyOf(partitionColumns);
    configuration = Copies.of(configuration);
  }

  /** A table of Parquet files without name, description and properties. */
  public static Metadata of(
      String id, StructType schema, List<String> partitionColumns, long createdTime) {
    return new Metadata(
        id,
        null,
        null,
        Format.PARQUET,
        SchemaJson.write(schema),
        partitionColumns,
        createdTime,
        Map.of());
  }

  /**
   * Parses {@link #schemaString}.
   *
   * @throws io.moraine.core.error.CorruptFileException if it is no schema
   */
  public StructType parseSchema() {
    return SchemaJson.parse(schemaString, "schemaString of table " + id);
  }

  /** The same table with another schema. */
  public Metadata withSchema(StructType schema) {
    return new Metadata(
        id,
        name,
        description,
        format,
        SchemaJson.write(schema),
        partitionColumns,
        createdTime,
        configuration);
  }

  /** The same table with other properties. */
  public Metadata withConfiguration(Map<String, @Nullable String> newConfiguration) {
    return new Metadata(
        id,
        name,
        description,
        format,
        schemaString,
        partitionColumns,
        createdTime,
        newConfiguration);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.metadata(this);
  }
}
