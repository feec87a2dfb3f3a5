package io.moraine.core.parquet.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.variant.Variant;

/** What parquet-java finds in a variant, as text; integers of all sizes look the same. */
final class VariantText {
  private VariantText() {}

  /** The text of the variant with these two binaries. */
  static String of(byte[] metadata, byte[] value) {
    return of(new Variant(value, metadata));
  }

  static String of(Variant variant) {
    return switch (variant.getType()) {
      case OBJECT -> {
        Map<String, String> fields = new TreeMap<>();
        for (int i = 0; i < variant.numObjectElements(); i++) {
          Variant.ObjectField field = variant.getFieldAtIndex(i);
          fields.put(field.key, of(field.value));
          // By name too: readers search for it, so the fields have to be in order.
          Variant found = variant.getFieldByKey(field.key);
          fields.put(field.key + " found", found == null ? "nothing" : of(found));
        }
        yield fields.toString();
      }
      case ARRAY -> {
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < variant.numArrayElements(); i++) {
          elements.add(of(variant.getElementAtIndex(i)));
        }
        yield elements.toString();
      }
      case NULL -> "null";
      case BOOLEAN -> "" + variant.getBoolean();
      case BYTE -> "integer " + variant.getByte();
      case SHORT -> "integer " + variant.getShort();
      case INT -> "integer " + variant.getInt();
      case LONG -> "integer " + variant.getLong();
      case DATE -> "date " + variant.getInt();
      case TIMESTAMP_TZ, TIMESTAMP_NTZ, TIME, TIMESTAMP_NANOS_TZ, TIMESTAMP_NANOS_NTZ ->
          variant.getType() + " " + variant.getLong();
      case FLOAT -> "float " + variant.getFloat();
      case DOUBLE -> "double " + variant.getDouble();
      case DECIMAL4, DECIMAL8, DECIMAL16 ->
          variant.getType() + " " + variant.getDecimal().toPlainString();
      case STRING -> "'" + variant.getString() + "'";
      case UUID -> "uuid " + variant.getUUID();
      case BINARY -> {
        byte[] bytes = new byte[variant.getBinary().remaining()];
        variant.getBinary().get(bytes);
        yield "binary " + Rows.comparable(bytes);
      }
    };
  }
}
