package io.moraine.engine.catalog;

/** Which state of a table is meant. */
public sealed interface TableTime {
  /** The newest. */
  record Latest() implements TableTime {}

  /** The one of version {@code version}. */
  record Version(long version) implements TableTime {}

  /** The one in force at {@code timestampMicros} since 1970-01-01T00:00Z. */
  record Timestamp(long timestampMicros) implements TableTime {}

  /** The newest. */
  TableTime LATEST = new Latest();
}
