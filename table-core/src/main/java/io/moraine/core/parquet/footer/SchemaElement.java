package io.moraine.core.parquet.footer;

import io.moraine.core.parquet.schema.Annotation;
import io.moraine.core.parquet.schema.Annotation.Plain;
import io.moraine.core.parquet.schema.Annotation.TimeUnit;
import io.moraine.core.parquet.schema.PhysicalType;
import io.moraine.core.parquet.schema.Repetition;
import java.util.List;
import java.util.OptionalInt;

/**
 * One node of the schema as a footer lists them, parents before children.
 *
 * @param type null for a group
 * @param childCount −1 if the file does not say
 */
record SchemaElement(
    String name,
    PhysicalType type,
    int typeLength,
    Repetition repetition,
    int childCount,
    Annotation annotation,
    OptionalInt fieldId) {

  static SchemaElement parse(CompactReader in) {
    String name = "";
    PhysicalType type = null;
    int typeLength = 0;
    Repetition repetition = Repetition.REQUIRED;
    int childCount = -1;
    int converted = -1;
    int scale = 0;
    int precision = 0;
    OptionalInt fieldId = OptionalInt.empty();
    Annotation logical = null;
    in.begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 1 -> type = constant(in, PhysicalType.BY_NUMBER, "physical type");
        case 2 -> typeLength = in.i32();
        case 3 -> repetition = constant(in, Repetition.BY_NUMBER, "repetition");
        case 4 -> name = in.string();
        case 5 -> childCount = in.i32();
        case 6 -> converted = in.i32();
        case 7 -> scale = in.i32();
        case 8 -> precision = in.i32();
        case 9 -> fieldId = OptionalInt.of(in.i32());
        case 10 -> logical = logicalType(in);
        default -> in.skip();
      }
    }
    // A logical type that is not known may come with a converted type that is.
    Annotation annotation =
        logical == null || logical == Plain.OTHER
            ? convertedType(converted, precision, scale, logical)
            : logical;
    return new SchemaElement(name, type, typeLength, repetition, childCount, annotation, fieldId);
  }

  private static <E> E constant(CompactReader in, List<E> values, String what) {
    int number = in.i32();
    if (number < 0 || number >= values.size()) {
      throw in.fault("the schema has the unknown %s %d".formatted(what, number));
    }
    return values.get(number);
  }

  private static Annotation convertedType(
      int converted, int precision, int scale, Annotation otherwise) {
    return switch (converted) {
      case 0 -> Plain.STRING;
      case 1 -> Plain.MAP;
      case 2 -> Plain.MAP_KEY_VALUE;
      case 3 -> Plain.LIST;
      case 4 -> Plain.ENUM;
      case 5 -> new Annotation.DecimalOf(precision, scale);
      case 6 -> Plain.DATE;
      case 7 -> new Annotation.Time(TimeUnit.MILLIS);
      case 8 -> new Annotation.Time(TimeUnit.MICROS);
      case 9 -> new Annotation.Timestamp(TimeUnit.MILLIS, true);
      case 10 -> new Annotation.Timestamp(TimeUnit.MICROS, true);
      case 11, 12, 13, 14 -> new Annotation.Int(8 << (converted - 11), false);
      case 15, 16, 17, 18 -> new Annotation.Int(8 << (converted - 15), true);
      case 19 -> Plain.JSON;
      case 20 -> Plain.BSON;
      case 21 -> Plain.INTERVAL;
      default -> otherwise == null ? Plain.NONE : otherwise;
    };
  }

  private static Annotation logicalType(CompactReader in) {
    Annotation annotation = Plain.OTHER;
    in.struct();
    in.begin();
    while (in.nextField()) {
      int kind = in.fieldId();
      annotation =
          switch (kind) {
            case 5 -> decimal(in);
            case 7 -> new Annotation.Time(pointInTime(in).unit());
            case 8 -> pointInTime(in);
            case 10 -> integer(in);
            default -> {
              in.skip();
              yield plain(kind);
            }
          };
    }
    return annotation;
  }

  private static Plain plain(int kind) {
    return switch (kind) {
      case 1 -> Plain.STRING;
      case 2 -> Plain.MAP;
      case 3 -> Plain.LIST;
      case 4 -> Plain.ENUM;
      case 6 -> Plain.DATE;
      case 11 -> Plain.UNKNOWN;
      case 12 -> Plain.JSON;
      case 13 -> Plain.BSON;
      case 14 -> Plain.UUID;
      case 15 -> Plain.FLOAT16;
      case 16 -> Plain.VARIANT;
      default -> Plain.OTHER;
    };
  }

  private static Annotation decimal(CompactReader in) {
    int scale = 0;
    int precision = 0;
    in.struct();
    in.begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 1 -> scale = in.i32();
        case 2 -> precision = in.i32();
        default -> in.skip();
      }
    }
    return new Annotation.DecimalOf(precision, scale);
  }

  private static Annotation.Timestamp pointInTime(CompactReader in) {
    boolean utc = false;
    TimeUnit unit = TimeUnit.MICROS;
    in.struct();
    in.begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 1 -> utc = in.bool();
        case 2 -> unit = timeUnit(in);
        default -> in.skip();
      }
    }
    return new Annotation.Timestamp(unit, utc);
  }

  private static TimeUnit timeUnit(CompactReader in) {
    int kind = 0;
    in.struct();
    in.begin();
    while (in.nextField()) {
      kind = in.fieldId();
      in.skip();
    }
    if (kind < 1 || kind > TimeUnit.BY_NUMBER.size()) {
      throw in.fault("the schema has the unknown time unit %d".formatted(kind));
    }
    return TimeUnit.BY_NUMBER.get(kind - 1);
  }

  private static Annotation integer(CompactReader in) {
    int bitWidth = 0;
    boolean signed = true;
    in.struct();
    in.begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 1 -> bitWidth = in.i8();
        case 2 -> signed = in.bool();
        default -> in.skip();
      }
    }
    return new Annotation.Int(bitWidth, signed);
  }
}
