package io.moraine.log.stats;

import io.moraine.core.json.JsonWriter;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the JSON text of statistics from the columns that some checkpoints hold them in. */
public final class StatisticsText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private StatisticsText() {}

  /**
   * The statistics as an {@code add} action has them.
   *
   * @param type of {@code numRecords}, {@code minValues} and so on
   * @param values the fields' values, as {@link DataType} names them
   */
  public static String of(StructType type, List<?> values) {
    JsonWriter json = new JsonWriter().beginObject();
    fields(type, values, json);
    return json.endObject().toString();
  }

  private static void fields(StructType type, List<?> values, JsonWriter json) {
    for (int i = 0; i < type.size(); i++) {
      StructField field = type.field(i);
      Object value = values.get(i);
      if (value != null && field.type() instanceof StructType struct) {
        json.beginObject(field.name());
        fields(struct, (List<?>) value, json);
        json.endObject();
      } else {
        field(field.name(), field.type(), value, json);
      }
    }
  }

  private static void field(String name, DataType type, @Nullable Object value, JsonWriter json) {
    if (value == null) {
      return;
    }
    if (value instanceof BigDecimal decimal) {
      json.name(name).value(decimal);
    } else if (type instanceof DataType.Primitive primitive) {
      switch (primitive) {
        case BOOLEAN -> json.field(name, (Boolean) value);
        case BYTE, SHORT, INTEGER -> json.field(name, (Integer) value);
        case LONG -> json.field(name, (Long) value);
        case FLOAT -> json.name(name).value((float) (Float) value);
        case DOUBLE -> json.name(name).value((double) (Double) value);
        case STRING -> json.field(name, (String) value);
        case DATE -> json.field(name, LocalDate.ofEpochDay((Integer) value).toString());
        case TIMESTAMP -> json.field(name, time((Long) value) + "Z");
        case TIMESTAMP_NTZ -> json.field(name, time((Long) value));
        case BINARY, VARIANT, VOID -> {
          // Have no bounds that can be written as text.
        }
      }
    }
  }

  private static String time(long micros) {
    return TIME.format(
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(micros, MICROS_PER_SECOND),
            (int) Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO,
            ZoneOffset.UTC));
  }
}
