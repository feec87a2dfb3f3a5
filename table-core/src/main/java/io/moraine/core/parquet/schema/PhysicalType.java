package io.moraine.core.parquet.schema;

import java.util.List;

/** How Parquet stores a value; in the order of the format's numbers. */
public enum PhysicalType {
  /** One bit. */
  BOOLEAN,
  /** 32 bits, little-endian. */
  INT32,
  /** 64 bits, little-endian. */
  INT64,
  /** 96 bits: a Julian day and the nanoseconds in it; deprecated. */
  INT96,
  /** 32-bit IEEE 754. */
  FLOAT,
  /** 64-bit IEEE 754. */
  DOUBLE,
  /** Bytes of any number. */
  BYTE_ARRAY,
  /** Bytes of a number that the schema tells. */
  FIXED_LEN_BYTE_ARRAY;

  /** The types by the format's numbers. */
  public static final List<PhysicalType> BY_NUMBER = List.of(values());
}
