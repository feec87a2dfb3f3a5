package io.moraine.core.type;

import java.util.Objects;

/** One named part of a {@link StructType}. */
public record StructField(String name, DataType type, boolean nullable, FieldMetadata metadata) {
  public StructField {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(metadata, "metadata");
  }

  /** A nullable field without metadata. */
  public static StructField of(String name, DataType type) {
    return new StructField(name, type, true, FieldMetadata.EMPTY);
  }

  /** A field that refuses nulls, without metadata. */
  public static StructField required(String name, DataType type) {
    return new StructField(name, type, false, FieldMetadata.EMPTY);
  }

  /** The same field with another name. */
  public StructField withName(String newName) {
    return new StructField(newName, type, nullable, metadata);
  }

  /** The same field with another type. */
  public StructField withType(DataType newType) {
    return new StructField(name, newType, nullable, metadata);
  }

  /** The same field with other nullability. */
  public StructField withNullable(boolean newNullable) {
    return new StructField(name, type, newNullable, metadata);
  }

  /** The same field with other metadata. */
  public StructField withMetadata(FieldMetadata newMetadata) {
    return new StructField(name, type, nullable, newMetadata);
  }

  @Override
  public String toString() {
    return "%s %s%s".formatted(name, type, nullable ? "" : " NOT NULL");
  }
}
