package io.moraine.core.parquet.schema;

import java.util.List;

/**
 * What a Parquet node means beyond its physical type, from its logical type or, in older files, its
 * converted type.
 */
public sealed interface Annotation {
  /** Meanings without parameters. */
  enum Plain implements Annotation {
    /** Nothing beyond the physical type. */
    NONE,
    /** UTF-8 text. */
    STRING,
    /** A name out of a set, as UTF-8. */
    ENUM,
    /** JSON as UTF-8. */
    JSON,
    /** BSON. */
    BSON,
    /** 16 bytes. */
    UUID,
    /** Days since 1970-01-01. */
    DATE,
    /** 16-bit IEEE 754 in two bytes. */
    FLOAT16,
    /** Months, days and milliseconds in twelve bytes. */
    INTERVAL,
    /** A group that is a list. */
    LIST,
    /** A group that is a map. */
    MAP,
    /** The repeated group within a map; in old files also the map. */
    MAP_KEY_VALUE,
    /** A group that is a variant. */
    VARIANT,
    /** A column that holds nulls only. */
    UNKNOWN,
    /** One that this version does not know. */
    OTHER
  }

  /** The unit of a time or timestamp. */
  enum TimeUnit {
    /** Thousandths of a second. */
    MILLIS,
    /** Millionths of a second. */
    MICROS,
    /** Billionths of a second. */
    NANOS;

    /** The units by the format's numbers, from 1. */
    public static final List<TimeUnit> BY_NUMBER = List.of(values());
  }

  /** An integer of 8, 16, 32 or 64 bits. */
  record Int(int bitWidth, boolean signed) implements Annotation {}

  /** A decimal; precision and scale are as the file says, perhaps nonsense. */
  record DecimalOf(int precision, int scale) implements Annotation {}

  /** A time of day. */
  record Time(TimeUnit unit) implements Annotation {}

  /** A point in time: an instant if {@code utc}, else without a zone. */
  record Timestamp(TimeUnit unit, boolean utc) implements Annotation {}
}
