package io.moraine.core.parquet.schema;

import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.parquet.schema.Annotation.DecimalOf;
import io.moraine.core.parquet.schema.Annotation.Plain;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The Delta types that the columns of a file have by themselves, without a table's schema. */
public final class DeltaTypes {
  /** The key under which a field's metadata carry the field id of the file. */
  public static final String FIELD_ID = "parquet.field.id";

  private DeltaTypes() {}

  /**
   * The columns' names and types.
   *
   * @throws UnsupportedFeatureException if one is of a type that Delta lacks
   */
  public static StructType of(List<FileColumn> columns) {
    List<StructField> fields = new ArrayList<>(columns.size());
    for (FileColumn column : columns) {
      fields.add(
          new StructField(
              column.name(), of(column), column.nullable(), metadata(column.fieldId())));
    }
    // Parquet allows names that differ in case only.
    return StructType.ofResult(fields);
  }

  private static FieldMetadata metadata(OptionalInt fieldId) {
    return fieldId.isEmpty()
        ? FieldMetadata.EMPTY
        : FieldMetadata.EMPTY.with(FIELD_ID, Integer.toString(fieldId.getAsInt()));
  }

  /**
   * The column's type.
   *
   * @throws UnsupportedFeatureException if Delta lacks it
   */
  public static DataType of(FileColumn column) {
    if (column instanceof FileColumn.Struct struct) {
      return struct.variant() ? Primitive.VARIANT : of(struct.fields());
    } else if (column instanceof FileColumn.Sequence list) {
      return new DataType.Array(of(list.element()), list.element().nullable());
    } else if (column instanceof FileColumn.Pairs map) {
      return new DataType.MapOf(of(map.key()), of(map.value()), map.value().nullable());
    }
    SchemaNode.Leaf leaf = ((FileColumn.Value) column).leaf();
    return of(leaf)
        .orElseThrow(
            () ->
                new UnsupportedFeatureException(
                    "Column '%s' of a Parquet file has the type %s, which Delta tables do not have"
                        .formatted(leaf.path(), leaf.describe())));
  }

  /** The type of the values of {@code leaf}, if Delta has it. */
  public static Optional<DataType> of(SchemaNode.Leaf leaf) {
    if (leaf.annotation() == Plain.UNKNOWN) {
      return Optional.of(Primitive.VOID);
    }
    return Optional.ofNullable(
        switch (leaf.physicalType()) {
          case BOOLEAN -> leaf.annotation() == Plain.NONE ? Primitive.BOOLEAN : null;
          case INT32 -> int32(leaf.annotation());
          case INT64 -> int64(leaf.annotation());
          case INT96 -> Primitive.TIMESTAMP;
          case FLOAT -> leaf.annotation() == Plain.NONE ? Primitive.FLOAT : null;
          case DOUBLE -> leaf.annotation() == Plain.NONE ? Primitive.DOUBLE : null;
          case BYTE_ARRAY -> bytes(leaf.annotation());
          case FIXED_LEN_BYTE_ARRAY -> fixed(leaf);
        });
  }

  private static DataType int32(Annotation annotation) {
    if (annotation instanceof Annotation.Int integer) {
      return switch (integer.bitWidth()) {
        case 8 -> integer.signed() ? Primitive.BYTE : Primitive.SHORT;
        case 16 -> integer.signed() ? Primitive.SHORT : Primitive.INTEGER;
        case 32 -> integer.signed() ? Primitive.INTEGER : Primitive.LONG;
        default -> null;
      };
    } else if (annotation instanceof DecimalOf decimal) {
      return decimal(decimal, 9);
    }
    return annotation == Plain.NONE
        ? Primitive.INTEGER
        : annotation == Plain.DATE ? Primitive.DATE : null;
  }

  private static DataType int64(Annotation annotation) {
    if (annotation instanceof Annotation.Int integer && integer.bitWidth() == 64) {
      return integer.signed() ? Primitive.LONG : new DataType.Decimal(20, 0);
    } else if (annotation instanceof Annotation.Timestamp timestamp) {
      return timestamp.utc() ? Primitive.TIMESTAMP : Primitive.TIMESTAMP_NTZ;
    } else if (annotation instanceof DecimalOf decimal) {
      return decimal(decimal, 18);
    }
    return annotation == Plain.NONE ? Primitive.LONG : null;
  }

  private static DataType bytes(Annotation annotation) {
    if (annotation instanceof DecimalOf decimal) {
      return decimal(decimal, DataType.Decimal.MAX_PRECISION);
    } else if (annotation instanceof Plain plain) {
      return switch (plain) {
        case STRING, ENUM, JSON -> Primitive.STRING;
        case NONE, BSON, OTHER -> Primitive.BINARY;
        default -> null;
      };
    }
    return null;
  }

  private static DataType fixed(SchemaNode.Leaf leaf) {
    if (leaf.annotation() instanceof DecimalOf decimal) {
      return decimal(decimal, DataType.Decimal.MAX_PRECISION);
    } else if (leaf.annotation() instanceof Plain plain) {
      return switch (plain) {
        case NONE, BSON, UUID, OTHER -> Primitive.BINARY;
        case FLOAT16 -> leaf.typeLength() == 2 ? Primitive.FLOAT : null;
        default -> null;
      };
    }
    return null;
  }

  /** Null if precision and scale are none of a decimal of at most {@code mostDigits}. */
  private static DataType decimal(DecimalOf decimal, int mostDigits) {
    boolean valid =
        decimal.precision() >= 1
            && decimal.precision() <= mostDigits
            && decimal.scale() >= 0
            && decimal.scale() <= decimal.precision();
    return valid ? new DataType.Decimal(decimal.precision(), decimal.scale()) : null;
  }
}
