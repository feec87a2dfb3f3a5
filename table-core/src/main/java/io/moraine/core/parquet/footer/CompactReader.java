package io.moraine.core.parquet.footer;

import io.moraine.core.error.CorruptFileException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads Thrift's compact protocol from an array.
 *
 * <p>A struct is read as {@code begin()}, then, while {@code nextField()}, the value of {@link
 * #fieldId()} by the method for its type, or {@link #skip()}.
 *
 * @see <a
 *     href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">Thrift
 *     compact protocol</a>
 */
final class CompactReader {
  static final int TRUE = 1;
  static final int FALSE = 2;
  static final int BYTE = 3;
  static final int I16 = 4;
  static final int I32 = 5;
  static final int I64 = 6;
  static final int DOUBLE = 7;
  static final int BINARY = 8;
  static final int LIST = 9;
  static final int SET = 10;
  static final int MAP = 11;
  static final int STRUCT = 12;
  static final int UUID = 13;

  /** Deeper than any struct of the format. */
  private static final int MAX_DEPTH = 32;

  /** The bytes end within a value: with more of them it might be whole. */
  static final class Truncated extends CorruptFileException {
    private static final long serialVersionUID = 1L;

    Truncated(String file, long position, String problem) {
      super(file, position, problem);
    }
  }

  private final String file;
  private final long base;
  private final byte[] data;
  private final int end;
  private int position;
  private final int[] enclosing = new int[MAX_DEPTH + 1];
  private int depth;
  private int fieldId;
  private int type;

  /** Reads {@code data[from .. to)}, of which byte 0 lies at {@code base} of the file. */
  CompactReader(String file, long base, byte[] data, int from, int to) {
    this.file = file;
    this.base = base;
    this.data = data;
    this.position = from;
    this.end = to;
  }

  /** Where the next byte is in the array. */
  int position() {
    return position;
  }

  /** The id of the field at hand. */
  int fieldId() {
    return fieldId;
  }

  CorruptFileException fault(String problem) {
    return new CorruptFileException(file, base + position, problem);
  }

  void begin() {
    if (depth == MAX_DEPTH) {
      throw fault("metadata nests deeper than %d structs".formatted(MAX_DEPTH));
    }
    enclosing[depth++] = fieldId;
    fieldId = 0;
  }

  /** Moves to the next field; false at the struct's end. */
  boolean nextField() {
    int head = next();
    if (head == 0) {
      fieldId = enclosing[--depth];
      return false;
    }
    type = head & 0x0f;
    int delta = head >>> 4;
    fieldId = delta == 0 ? zigzagInt() : fieldId + delta;
    return true;
  }

  private int next() {
    if (position >= end) {
      throw new Truncated(file, base + position, "metadata ends within a value");
    }
    return data[position++] & 0xff;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int b = next();
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw fault("a number of the metadata is longer than 10 bytes");
  }

  private long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  private int zigzagInt() {
    long value = zigzag();
    if (value != (int) value) {
      throw fault("a number of the metadata should fit 32 bits, got %d".formatted(value));
    }
    return (int) value;
  }

  /** The value of an i16 or i32 field. */
  int i32() {
    require(type == I32 || type == I16, "a 32-bit number");
    return zigzagInt();
  }

  /** The value of an i64 field; a narrower one is taken too. */
  long i64() {
    require(type == I64 || type == I32 || type == I16, "a 64-bit number");
    return zigzag();
  }

  /** The value of a field of one byte. */
  int i8() {
    require(type == BYTE, "a byte");
    return (byte) next();
  }

  /** The value of a boolean field. */
  boolean bool() {
    require(type == TRUE || type == FALSE, "a boolean");
    return type == TRUE;
  }

  /** The value of a binary field. */
  byte[] binary() {
    require(type == BINARY, "bytes");
    return rawBinary();
  }

  private byte[] rawBinary() {
    int length = length();
    byte[] value = Arrays.copyOfRange(data, position, position + length);
    position += length;
    return value;
  }

  private int length() {
    long length = varint();
    if (length < 0 || length > Integer.MAX_VALUE) {
      throw fault("a value of the metadata cannot have %d bytes".formatted(length));
    }
    if (length > end - position) {
      throw new Truncated(
          file,
          base + position,
          "a value of the metadata has %d bytes, but only %d are left"
              .formatted(length, end - position));
    }
    return (int) length;
  }

  /** The value of a string field. */
  String string() {
    require(type == BINARY, "a string");
    return rawString();
  }

  private String rawString() {
    int length = length();
    String value = new String(data, position, length, StandardCharsets.UTF_8);
    position += length;
    return value;
  }

  /** The next element of a list of strings. */
  String stringElement() {
    return rawString();
  }

  /** The next element of a list of i32. */
  int i32Element() {
    return zigzagInt();
  }

  /** The next element of a list of i64. */
  long i64Element() {
    return zigzag();
  }

  /** The next element of a list of booleans, which takes a byte: 1 for true. */
  boolean boolElement() {
    return next() == TRUE;
  }

  /** The next element of a list of binaries. */
  byte[] binaryElement() {
    return rawBinary();
  }

  /** Expects a struct field; {@link #begin} is to follow. */
  void struct() {
    require(type == STRUCT, "a struct");
  }

  /** Expects a list whose elements have {@code elementType}, and returns how many there are. */
  int list(int elementType) {
    require(type == LIST || type == SET, "a list");
    int head = next();
    int size = listSize(head);
    if (size > 0 && (head & 0x0f) != elementType) {
      throw fault(
          "a list of the metadata should hold elements of type %d, got %d"
              .formatted(elementType, head & 0x0f));
    }
    return size;
  }

  /** Expects a list of booleans, whatever of their two types it declares. */
  int booleanList() {
    require(type == LIST || type == SET, "a list");
    int head = next();
    int size = listSize(head);
    int elements = head & 0x0f;
    if (size > 0 && elements != TRUE && elements != FALSE) {
      throw fault("a list of the metadata should hold booleans, got type %d".formatted(elements));
    }
    return size;
  }

  private int listSize(int head) {
    long size = (head >>> 4) & 0x0fL;
    if (size == 15) {
      size = varint();
    }
    // Every element takes a byte at least.
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw fault("a list of the metadata cannot have %d elements".formatted(size));
    }
    if (size > end - position) {
      throw new Truncated(
          file,
          base + position,
          "a list of the metadata has %d elements, but only %d bytes are left"
              .formatted(size, end - position));
    }
    return (int) size;
  }

  private void require(boolean matches, String expected) {
    if (!matches) {
      throw fault(
          "metadata field %d should hold %s, got type %d".formatted(fieldId, expected, type));
    }
  }

  /** Skips the value of the field at hand. */
  void skip() {
    skip(type, true, 0);
  }

  private void skip(int skipped, boolean inField, int nesting) {
    if (nesting > MAX_DEPTH) {
      throw fault("metadata nests deeper than %d values".formatted(MAX_DEPTH));
    }
    switch (skipped) {
      case TRUE, FALSE -> {
        if (!inField) {
          next();
        }
      }
      case BYTE -> next();
      case I16, I32, I64 -> varint();
      case DOUBLE -> advance(8);
      case UUID -> advance(16);
      case BINARY -> advance(length());
      case LIST, SET -> {
        int head = next();
        int size = listSize(head);
        for (int i = 0; i < size; i++) {
          skip(head & 0x0f, false, nesting + 1);
        }
      }
      case MAP -> skipMap(nesting);
      case STRUCT -> {
        begin();
        while (nextField()) {
          skip(type, true, nesting + 1);
        }
      }
      default -> throw fault("metadata holds a value of unknown type %d".formatted(skipped));
    }
  }

  private void skipMap(int nesting) {
    int size = length();
    if (size == 0) {
      return;
    }
    int types = next();
    for (int i = 0; i < size; i++) {
      skip(types >>> 4, false, nesting + 1);
      skip(types & 0x0f, false, nesting + 1);
    }
  }

  private void advance(int bytes) {
    if (bytes > end - position) {
      throw new Truncated(file, base + position, "metadata ends within a value");
    }
    position += bytes;
  }
}
