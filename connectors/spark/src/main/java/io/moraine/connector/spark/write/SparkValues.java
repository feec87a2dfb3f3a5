package io.moraine.connector.spark.write;

import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.unsafe.types.VariantVal;
import org.jspecify.annotations.Nullable;

/** Single values of Spark's rows as the objects that {@link DataType} names. */
final class SparkValues {
  private SparkValues() {}

  /** The value of {@code type} at {@code ordinal} of {@code row}. */
  static @Nullable Object value(SpecializedGetters row, int ordinal, DataType type) {
    if (row.isNullAt(ordinal)) {
      return null;
    }
    if (type instanceof DataType.Decimal decimal) {
      return row.getDecimal(ordinal, decimal.precision(), decimal.scale())
          .toJavaBigDecimal()
          .setScale(decimal.scale());
    } else if (type instanceof DataType.Array array) {
      return list(row.getArray(ordinal), array.element());
    } else if (type instanceof DataType.MapOf map) {
      return map(row.getMap(ordinal), map);
    } else if (type instanceof StructType struct) {
      return struct(row.getStruct(ordinal, struct.size()), struct);
    }
    return primitive(row, ordinal, (Primitive) type);
  }

  private static @Nullable Object primitive(SpecializedGetters row, int ordinal, Primitive type) {
    return switch (type) {
      case BOOLEAN -> row.getBoolean(ordinal);
      case BYTE -> (int) row.getByte(ordinal);
      case SHORT -> (int) row.getShort(ordinal);
      case INTEGER, DATE -> row.getInt(ordinal);
      case LONG, TIMESTAMP, TIMESTAMP_NTZ -> row.getLong(ordinal);
      case FLOAT -> row.getFloat(ordinal);
      case DOUBLE -> row.getDouble(ordinal);
      case STRING -> row.getUTF8String(ordinal).toString();
      case BINARY -> row.getBinary(ordinal);
      case VARIANT -> variant(row.getVariant(ordinal));
      case VOID -> null;
    };
  }

  private static List<Object> variant(VariantVal variant) {
    return Arrays.asList(variant.getMetadata(), variant.getValue());
  }

  private static List<@Nullable Object> list(ArrayData array, DataType element) {
    List<@Nullable Object> values = new ArrayList<>(array.numElements());
    for (int i = 0; i < array.numElements(); i++) {
      values.add(value(array, i, element));
    }
    return values;
  }

  private static Map<@Nullable Object, @Nullable Object> map(MapData map, DataType.MapOf type) {
    Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < map.numElements(); i++) {
      values.put(value(map.keyArray(), i, type.key()), value(map.valueArray(), i, type.value()));
    }
    return values;
  }

  private static List<@Nullable Object> struct(InternalRow row, StructType type) {
    List<@Nullable Object> values = new ArrayList<>(type.size());
    for (int i = 0; i < type.size(); i++) {
      values.add(value(row, i, type.field(i).type()));
    }
    return values;
  }
}
