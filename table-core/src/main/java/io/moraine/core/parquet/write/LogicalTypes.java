package io.moraine.core.parquet.write;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MapType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.VariantType;

/** Marks schema elements with their logical types, in the new way and in the old. */
final class LogicalTypes {
  private static final int INT32_DIGITS = 9;
  private static final byte VARIANT_VERSION = 1;

  private LogicalTypes() {}

  /** Sets the element's types for values of {@code type}, and returns the physical one. */
  static Type annotate(SchemaElement element, DataType type, List<String> path) {
    Type physical =
        type instanceof DataType.Decimal decimal
            ? decimal(element, decimal)
            : primitive(element, (DataType.Primitive) type, path);
    element.setType(physical);
    return physical;
  }

  private static Type decimal(SchemaElement element, DataType.Decimal decimal) {
    element.setConverted_type(ConvertedType.DECIMAL);
    element.setPrecision(decimal.precision());
    element.setScale(decimal.scale());
    element.setLogicalType(
        LogicalType.DECIMAL(new DecimalType(decimal.scale(), decimal.precision())));
    if (decimal.precision() <= INT32_DIGITS) {
      return Type.INT32;
    } else if (decimal.fitsLong()) {
      return Type.INT64;
    }
    element.setType_length(DecimalWriter.bytes(decimal.precision()));
    return Type.FIXED_LEN_BYTE_ARRAY;
  }

  private static Type primitive(SchemaElement element, DataType.Primitive type, List<String> path) {
    switch (type) {
      case BYTE -> integer(element, (byte) 8, ConvertedType.INT_8);
      case SHORT -> integer(element, (byte) 16, ConvertedType.INT_16);
      case DATE -> {
        element.setConverted_type(ConvertedType.DATE);
        element.setLogicalType(LogicalType.DATE(new DateType()));
      }
      case TIMESTAMP -> timestamp(element, true);
      case TIMESTAMP_NTZ -> timestamp(element, false);
      case STRING -> {
        element.setConverted_type(ConvertedType.UTF8);
        element.setLogicalType(LogicalType.STRING(new StringType()));
      }
      case BOOLEAN, INTEGER, LONG, FLOAT, DOUBLE, BINARY -> {}
      case VARIANT, VOID ->
          throw new InvalidInputException(
              "Column '%s' cannot be in a Parquet file: %s within an array or map has no values"
                  .formatted(String.join(".", path), type));
    }
    return physical(type);
  }

  private static Type physical(DataType.Primitive type) {
    return switch (type) {
      case BOOLEAN -> Type.BOOLEAN;
      case BYTE, SHORT, INTEGER, DATE -> Type.INT32;
      case LONG, TIMESTAMP, TIMESTAMP_NTZ -> Type.INT64;
      case FLOAT -> Type.FLOAT;
      case DOUBLE -> Type.DOUBLE;
      case STRING, BINARY -> Type.BYTE_ARRAY;
      case VARIANT, VOID -> throw new AssertionError(type);
    };
  }

  private static void integer(SchemaElement element, byte bits, ConvertedType converted) {
    element.setConverted_type(converted);
    element.setLogicalType(LogicalType.INTEGER(new IntType(bits, true)));
  }

  private static void timestamp(SchemaElement element, boolean adjustedToUtc) {
    // The format asks for the old mark on local timestamps too, though it meant instants.
    element.setConverted_type(ConvertedType.TIMESTAMP_MICROS);
    element.setLogicalType(
        LogicalType.TIMESTAMP(
            new TimestampType(adjustedToUtc, TimeUnit.MICROS(new MicroSeconds()))));
  }

  static void annotateList(SchemaElement element) {
    element.setNum_children(1);
    element.setConverted_type(ConvertedType.LIST);
    element.setLogicalType(LogicalType.LIST(new ListType()));
  }

  static void annotateMap(SchemaElement element) {
    element.setNum_children(1);
    element.setConverted_type(ConvertedType.MAP);
    element.setLogicalType(LogicalType.MAP(new MapType()));
  }

  static void annotateVariant(SchemaElement element) {
    element.setLogicalType(
        LogicalType.VARIANT(new VariantType().setSpecification_version(VARIANT_VERSION)));
  }
}
