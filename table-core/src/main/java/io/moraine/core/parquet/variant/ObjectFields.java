package io.moraine.core.parquet.variant;

import io.moraine.core.parquet.decode.MalformedPage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/** The fields of one object while it is written: names, and where their values are. */
final class ObjectFields {
  private static final int OBJECT = 2;
  private static final int LARGE = 1 << 6;

  /** A field: {@code offset} counts from where the first value of the object was written. */
  private static final class Field {
    private final byte[] name;
    private final int number;
    private final int offset;

    Field(byte[] name, int number, int offset) {
      this.name = name;
      this.number = number;
      this.offset = offset;
    }
  }

  private static final Comparator<Field> BY_NAME = (a, b) -> Arrays.compareUnsigned(a.name, b.name);

  private Field[] fields = new Field[8];
  private int count;

  void add(byte[] name, int number, int offset) {
    if (count == fields.length) {
      fields = Arrays.copyOf(fields, 2 * count);
    }
    fields[count++] = new Field(name, number, offset);
  }

  /**
   * Takes over the fields of the object {@code value[from .. from + length)}: puts their values at
   * the end of {@code out}, where the values of this one begin.
   */
  void addAll(byte[] value, int from, int length, VariantNames names, VariantBuffer out) {
    if (length == 0 || (value[from] & 3) != OBJECT) {
      throw new MalformedPage(
          "a variant has fields in columns of their own, but its value is no object");
    }
    int header = (value[from] >> 2) & 0x3f;
    int countWidth = (header & 0x10) != 0 ? 4 : 1;
    int numberWidth = ((header >> 2) & 3) + 1;
    int offsetWidth = (header & 3) + 1;
    Cursor cursor = new Cursor(value, from + 1, from + length);
    long size = cursor.next(countWidth);
    long valuesFrom = 1 + countWidth + size * numberWidth + (size + 1) * offsetWidth;
    if (valuesFrom > length) {
      throw new MalformedPage(
          "a variant's object of %d fields has %d bytes, too few for them".formatted(size, length));
    }
    Cursor offsets =
        new Cursor(value, from + 1 + countWidth + (int) size * numberWidth, from + length);
    int start = from + (int) valuesFrom;
    long bytes = length - valuesFrom;
    for (int i = 0; i < size; i++) {
      long number = cursor.next(numberWidth);
      long offset = offsets.next(offsetWidth);
      if (offset >= bytes) {
        throw new MalformedPage(
            "field %d of a variant's object begins at byte %d of %d".formatted(i, offset, bytes));
      }
      add(names.name(number), (int) number, (int) offset);
    }
    long end = offsets.next(offsetWidth);
    if (end > bytes) {
      throw new MalformedPage("a variant's object ends at byte %d of %d".formatted(end, bytes));
    }
    out.put(value, start, (int) end);
  }

  /** Puts the object's beginning before its values, which are all of {@code out} from there. */
  void finish(VariantBuffer out, int from) {
    Arrays.sort(fields, 0, count, BY_NAME);
    int highest = 0;
    for (int i = 0; i < count; i++) {
      if (i > 0 && Arrays.equals(fields[i - 1].name, fields[i].name)) {
        throw new MalformedPage(
            "a variant has the field '%s' in its value and in a column of its own"
                .formatted(new String(fields[i].name, StandardCharsets.UTF_8)));
      }
      highest = Math.max(highest, fields[i].number);
    }
    int bytes = out.size() - from;
    boolean large = count > 0xff;
    int countWidth = large ? 4 : 1;
    int numberWidth = VariantNames.width(highest);
    int offsetWidth = VariantNames.width(bytes);
    int width = 1 + countWidth + count * numberWidth + (count + 1) * offsetWidth;
    out.open(from, width);
    int header = (large ? LARGE : 0) | ((numberWidth - 1) << 4) | ((offsetWidth - 1) << 2) | OBJECT;
    int at = out.number(from, header, 1);
    at = out.number(at, count, countWidth);
    for (int i = 0; i < count; i++) {
      at = out.number(at, fields[i].number, numberWidth);
    }
    for (int i = 0; i < count; i++) {
      at = out.number(at, fields[i].offset, offsetWidth);
    }
    out.number(at, bytes, offsetWidth);
  }

  /** Reads numbers one after the other. */
  private static final class Cursor {
    private final byte[] data;
    private final int end;
    private int at;

    Cursor(byte[] data, int at, int end) {
      this.data = data;
      this.at = at;
      this.end = end;
    }

    long next(int width) {
      if (width > end - at) {
        throw new MalformedPage("a variant's object ends within a number");
      }
      long value = 0;
      for (int i = width - 1; i >= 0; i--) {
        value = (value << 8) | (data[at + i] & 0xff);
      }
      at += width;
      return value;
    }
  }
}
