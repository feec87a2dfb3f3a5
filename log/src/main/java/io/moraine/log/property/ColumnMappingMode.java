package io.moraine.log.property;

/** How a column of the schema is found in a data file. */
public enum ColumnMappingMode {
  /** By its name. */
  NONE,
  /** By its physical name. */
  NAME,
  /** By its field id. */
  ID
}
