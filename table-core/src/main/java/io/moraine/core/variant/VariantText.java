package io.moraine.core.variant;

import io.moraine.core.json.JsonWriter;
import io.moraine.core.kernel.ValueCast;
import io.moraine.core.type.DataType.Primitive;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Base64;

/** Variants as JSON. */
public final class VariantText {
  private VariantText() {}

  /** {@code value} as JSON without spaces; times as texts in {@code zone}. */
  public static String json(VariantValue value, ZoneId zone) {
    JsonWriter writer = new JsonWriter();
    write(value, zone, writer);
    return writer.toString();
  }

  private static void write(VariantValue value, ZoneId zone, JsonWriter writer) {
    switch (value.kind()) {
      case OBJECT -> {
        writer.beginObject();
        for (int i = 0; i < value.size(); i++) {
          writer.name(value.name(i));
          write(value.element(i), zone, writer);
        }
        writer.endObject();
      }
      case ARRAY -> {
        writer.beginArray();
        for (int i = 0; i < value.size(); i++) {
          write(value.element(i), zone, writer);
        }
        writer.endArray();
      }
      case NULL -> writer.nullValue();
      case SCALAR -> writeScalar(value.scalar(), zone, writer);
    }
  }

  private static void writeScalar(VariantValue.Scalar scalar, ZoneId zone, JsonWriter writer) {
    Object value = scalar.value();
    if (value instanceof Boolean truth) {
      writer.value(truth);
    } else if (value instanceof Long number && scalar.type() == Primitive.LONG) {
      writer.value(number);
    } else if (value instanceof BigDecimal number) {
      writer.rawValue(number.toPlainString());
    } else if (value instanceof Double number) {
      writer.rawValue(number.toString());
    } else if (value instanceof Float number) {
      writer.rawValue(number.toString());
    } else if (value instanceof byte[] bytes) {
      writer.value(Base64.getEncoder().encodeToString(bytes));
    } else {
      writer.value(text(scalar, zone));
    }
  }

  /** A scalar as a string. */
  public static String text(VariantValue.Scalar scalar, ZoneId zone) {
    return scalar.value() instanceof String text
        ? text
        : new ValueCast(scalar.type(), Primitive.STRING, zone)
            .apply(scalar.value())
            .map(Object::toString)
            .orElse("");
  }
}
