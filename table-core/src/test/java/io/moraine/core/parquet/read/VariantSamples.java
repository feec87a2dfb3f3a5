package io.moraine.core.parquet.read;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.parquet.variant.Variant;
import org.apache.parquet.variant.VariantArrayBuilder;
import org.apache.parquet.variant.VariantBuilder;
import org.apache.parquet.variant.VariantObjectBuilder;

/** Variants of every type, alone and within others. */
final class VariantSamples {
  /** One of each type that has no parts, on the edges of its forms. */
  static final List<Consumer<VariantBuilder>> SCALARS =
      List.of(
          VariantBuilder::appendNull,
          builder -> builder.appendBoolean(true),
          builder -> builder.appendBoolean(false),
          builder -> builder.appendByte((byte) -128),
          builder -> builder.appendByte((byte) 7),
          builder -> builder.appendShort((short) 128),
          builder -> builder.appendInt(-32769),
          builder -> builder.appendLong(Long.MIN_VALUE),
          builder -> builder.appendFloat(-0.0f),
          builder -> builder.appendDouble(Double.NaN),
          builder -> builder.appendDecimal(new BigDecimal("-999999.999")),
          builder -> builder.appendDecimal(new BigDecimal("999999999999999.999")),
          builder -> builder.appendDecimal(new BigDecimal("-1234567890123456789012345678.001")),
          builder -> builder.appendDate(-1),
          builder -> builder.appendTimestampTz(-1_234_567),
          builder -> builder.appendTimestampNtz(1_234_567),
          builder -> builder.appendTime(86_399_999_999L),
          builder -> builder.appendTimestampNanosTz(-1_234_567_891),
          builder -> builder.appendTimestampNanosNtz(1_234_567_891),
          builder -> builder.appendBinary(ByteBuffer.wrap(new byte[] {0, -1})),
          builder -> builder.appendString(""),
          builder -> builder.appendString("é".repeat(31)),
          builder -> builder.appendString("y".repeat(64)),
          builder -> builder.appendUUID(new UUID(1, -2)));

  private VariantSamples() {}

  /** The samples; null stands for a row without a variant. */
  static List<Variant> all() {
    List<Variant> samples = new ArrayList<>();
    samples.add(null);
    SCALARS.forEach(scalar -> samples.add(variant(scalar)));
    for (Consumer<VariantBuilder> scalar : SCALARS) {
      samples.add(variant(builder -> object(builder, "a", scalar, "b", scalar)));
      samples.add(variant(builder -> object(builder, "z", scalar, "a", scalar)));
      samples.add(variant(builder -> array(builder, scalar, VariantBuilder::appendNull, scalar)));
      samples.add(
          variant(
              builder ->
                  object(
                      builder,
                      "o",
                      inner -> object(inner, "b", scalar, "p", scalar),
                      "l",
                      inner ->
                          array(
                              inner,
                              element -> object(element, "a", scalar, "q", scalar),
                              scalar,
                              element -> array(element, scalar)))));
      samples.add(null);
    }
    samples.add(variant(VariantSamples::emptyObject));
    samples.add(variant(builder -> array(builder)));
    samples.add(variant(builder -> array(builder, VariantSamples::wide, VariantSamples::wide)));
    samples.add(variant(VariantSamples::wide));
    samples.add(variant(VariantSamples::longArray));
    return samples;
  }

  /** 300 fields, too many for a count of one byte, and among them those that have columns. */
  private static void wide(VariantBuilder builder) {
    VariantObjectBuilder object = builder.startObject();
    for (int i = 299; i >= 0; i--) {
      object.appendKey("k" + i);
      object.appendString("v".repeat(i));
    }
    object.appendKey("a");
    object.appendInt(70_000);
    builder.endObject();
  }

  private static void emptyObject(VariantBuilder builder) {
    builder.startObject();
    builder.endObject();
  }

  private static void longArray(VariantBuilder builder) {
    VariantArrayBuilder array = builder.startArray();
    for (int i = 0; i < 256; i++) {
      array.appendInt(i);
    }
    builder.endArray();
  }

  static Variant variant(Consumer<VariantBuilder> content) {
    VariantBuilder builder = new VariantBuilder();
    content.accept(builder);
    return builder.build();
  }

  private static void object(
      VariantBuilder builder,
      String firstName,
      Consumer<VariantBuilder> first,
      String secondName,
      Consumer<VariantBuilder> second) {
    VariantObjectBuilder object = builder.startObject();
    object.appendKey(firstName);
    first.accept(object);
    object.appendKey(secondName);
    second.accept(object);
    builder.endObject();
  }

  @SafeVarargs
  private static void array(VariantBuilder builder, Consumer<VariantBuilder>... elements) {
    VariantArrayBuilder array = builder.startArray();
    for (Consumer<VariantBuilder> element : elements) {
      element.accept(array);
    }
    builder.endArray();
  }
}
