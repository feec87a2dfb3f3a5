package io.moraine.connector.spark.stream;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.json.JsonWriter;
import java.util.Objects;
import org.apache.spark.sql.connector.read.streaming.Offset;

/** How far a stream has come: all before file {@code index} of {@code version}. */
final class StreamOffset extends Offset implements Comparable<StreamOffset> {
  private final String table;
  private final long snapshot;
  private final long version;
  private final long index;

  /**
   * A place in the stream of the table with the id {@code table}.
   *
   * @param snapshot the version whose rows the stream begins with; −1 if it begins with changes
   * @param version the version of which files are read next: its changes or, if it is {@code
   *     snapshot}, all of its files
   * @param index of these files the one that is next
   */
  StreamOffset(String table, long snapshot, long version, long index) {
    this.table = table;
    this.snapshot = snapshot;
    this.version = version;
    this.index = index;
  }

  String table() {
    return table;
  }

  long snapshot() {
    return snapshot;
  }

  long version() {
    return version;
  }

  long index() {
    return index;
  }

  /** The same stream, having come to file {@code newIndex} of {@code newVersion}. */
  StreamOffset at(long newVersion, long newIndex) {
    return new StreamOffset(table, snapshot, newVersion, newIndex);
  }

  /** The same place in a stream that began with version {@code began}. */
  StreamOffset begunWith(long began) {
    return new StreamOffset(table, began, snapshot == version ? began : version, index);
  }

  @Override
  public String json() {
    return new JsonWriter()
        .beginObject()
        .field("table", table)
        .field("snapshot", snapshot)
        .field("version", version)
        .field("index", index)
        .endObject()
        .toString();
  }

  /**
   * The offset that {@code text} says, for a stream of the table with the id {@code table}.
   *
   * @throws InvalidInputException if it is that of another table
   */
  static StreamOffset parse(String text, String table, String location) {
    String id = "";
    long snapshot = -1;
    long version = 0;
    long index = 0;
    JsonReader json = JsonReader.of(text, "an offset of a stream of " + location);
    json.beginObject();
    for (String key = json.nextField(); key != null; key = json.nextField()) {
      switch (key) {
        case "table" -> id = json.string();
        case "snapshot" -> snapshot = json.longValue();
        case "version" -> version = json.longValue();
        case "index" -> index = json.longValue();
        default -> json.skip();
      }
    }
    if (!id.equals(table)) {
      throw new InvalidInputException(
          "The checkpoint is that of a stream of the table with the id %s, but %s has the id %s: it was made anew. Start with a new checkpoint"
              .formatted(id, location, table));
    }
    return new StreamOffset(id, snapshot, version, index);
  }

  @Override
  public int compareTo(StreamOffset other) {
    int versions = Long.compare(version, other.version);
    return versions != 0 ? versions : Long.compare(index, other.index);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StreamOffset that
        && table.equals(that.table)
        && snapshot == that.snapshot
        && version == that.version
        && index == that.index;
  }

  @Override
  public int hashCode() {
    return Objects.hash(table, snapshot, version, index);
  }
}
