package io.moraine.engine.file.text;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;

/**
 * The values of one column of a batch that is being read, up to a fixed number of rows.
 *
 * <p>A row can be taken back, so that a fault in a later column can drop the whole row.
 */
public abstract sealed class ColumnBuffer
    permits ColumnBuffers.Booleans,
        ColumnBuffers.Ints,
        ColumnBuffers.Longs,
        ColumnBuffers.Reals,
        ColumnBuffers.Texts,
        ColumnBuffers.Decimals {
  private final DataType type;
  private final int capacity;
  private byte[] validity;
  private int size;

  ColumnBuffer(DataType type, int capacity) {
    this.type = type;
    this.capacity = capacity;
  }

  /**
   * An empty buffer for {@code capacity} rows of {@code field}.
   *
   * @throws InvalidInputException if text cannot hold values of its type
   */
  public static ColumnBuffer of(StructField field, int capacity, TextParser parser) {
    DataType type = field.type();
    if (type instanceof DataType.Decimal decimal) {
      return new ColumnBuffers.Decimals(decimal, capacity);
    }
    if (!(type instanceof DataType.Primitive primitive)) {
      throw unreadable(field);
    }
    return switch (primitive) {
      case BOOLEAN -> new ColumnBuffers.Booleans(capacity, parser);
      case BYTE, SHORT, INTEGER, DATE -> new ColumnBuffers.Ints(primitive, capacity, parser);
      case LONG, TIMESTAMP, TIMESTAMP_NTZ -> new ColumnBuffers.Longs(primitive, capacity, parser);
      case FLOAT, DOUBLE -> new ColumnBuffers.Reals(primitive, capacity, parser);
      case STRING -> new ColumnBuffers.Texts(capacity);
      case BINARY, VARIANT, VOID -> throw unreadable(field);
    };
  }

  private static InvalidInputException unreadable(StructField field) {
    return new InvalidInputException(
        "A text file cannot hold column '%s' of type %s; only simple types can be read from one"
            .formatted(field.name(), field.type().sql()));
  }

  /** Appends the value that the characters are; if they are none of the type, does nothing. */
  public final boolean append(char[] text, int from, int length) {
    if (!put(size, text, from, length)) {
      return false;
    }
    if (validity != null) {
      validity[size] = 1;
    }
    size++;
    return true;
  }

  /** Appends a null. */
  public final void appendNull() {
    if (validity == null) {
      validity = new byte[capacity];
      java.util.Arrays.fill(validity, 0, size, (byte) 1);
    }
    validity[size] = 0;
    putNull(size);
    size++;
  }

  /** Takes back all rows from {@code rows} on. */
  public final void truncate(int rows) {
    size = Math.min(size, rows);
  }

  /** How many rows there are. */
  public final int size() {
    return size;
  }

  /** The type of the values. */
  public final DataType type() {
    return type;
  }

  /** The rows so far; the buffer is empty after it, and shares nothing with the vector. */
  public final ColumnVector drain() {
    ColumnVector vector = vector(size, validity);
    validity = null;
    size = 0;
    return vector;
  }

  final int capacity() {
    return capacity;
  }

  /** Stores a value at {@code row}, if the text is one. */
  abstract boolean put(int row, char[] text, int from, int length);

  /** Prepares {@code row} for being null. */
  void putNull(int row) {}

  /** Gives the arrays away and takes new ones. */
  abstract ColumnVector vector(int rows, byte[] rowValidity);
}
