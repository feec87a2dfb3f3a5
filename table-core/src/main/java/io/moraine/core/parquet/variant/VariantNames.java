package io.moraine.core.parquet.variant;

import io.moraine.core.parquet.decode.MalformedPage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of fields that a variant's metadata hold, by their numbers, and more that a value turns
 * out to need.
 */
final class VariantNames {
  private static final int VERSION = 1;
  private static final int VERSION_MASK = 0xf;

  private final byte[] metadata;
  private final List<byte[]> names = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final int inMetadata;

  /**
   * Those of {@code metadata}.
   *
   * @throws MalformedPage if they are none
   */
  VariantNames(byte[] metadata) {
    this.metadata = metadata;
    if (metadata.length == 0) {
      throw new MalformedPage("the metadata of a variant have no bytes");
    }
    if ((metadata[0] & VERSION_MASK) != VERSION) {
      throw new MalformedPage(
          "a variant has version %d, where 1 was expected".formatted(metadata[0] & VERSION_MASK));
    }
    int width = ((metadata[0] >> 6) & 3) + 1;
    long count = number(1, width);
    long namesFrom = 1 + width * (count + 2);
    if (namesFrom > metadata.length) {
      throw new MalformedPage(
          "the metadata of a variant have %d bytes, too few for %d names"
              .formatted(metadata.length, count));
    }
    long from = number(1 + width, width);
    for (int i = 0; i < count; i++) {
      long to = number(1 + width * (i + 2), width);
      if (to < from || namesFrom + to > metadata.length) {
        throw new MalformedPage(
            "name %d of a variant's metadata has no place in their %d bytes"
                .formatted(i, metadata.length));
      }
      add(Arrays.copyOfRange(metadata, (int) (namesFrom + from), (int) (namesFrom + to)));
      from = to;
    }
    this.inMetadata = names.size();
  }

  private long number(int position, int width) {
    if (position + width > metadata.length) {
      throw new MalformedPage("the metadata of a variant end within a number");
    }
    long value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = (value << 8) | (metadata[position + i] & 0xff);
    }
    return value;
  }

  private int add(byte[] name) {
    names.add(name);
    numbers.putIfAbsent(new String(name, StandardCharsets.UTF_8), names.size() - 1);
    return names.size() - 1;
  }

  /** Whether these are the names of the metadata {@code data[start .. start + length)}. */
  boolean areOf(byte[] data, int start, int length) {
    return Arrays.equals(metadata, 0, metadata.length, data, start, start + length);
  }

  /** Forgets the names that were not in the metadata. */
  void restart() {
    for (int i = names.size() - 1; i >= inMetadata; i--) {
      numbers.remove(new String(names.remove(i), StandardCharsets.UTF_8));
    }
  }

  /** The number of {@code name}, which is added if there is no such name yet. */
  int number(ShreddedName name) {
    Integer number = numbers.get(name.text());
    return number != null ? number : add(name.utf8());
  }

  /** The name of a number that a value names. */
  byte[] name(long number) {
    if (number < 0 || number >= names.size()) {
      throw new MalformedPage(
          "a variant's object has a field with name %d, but there are %d names"
              .formatted(number, names.size()));
    }
    return names.get((int) number);
  }

  /** Whether the metadata hold all names. */
  boolean complete() {
    return names.size() == inMetadata;
  }

  /** Metadata that hold all names; numbers stay what they are. */
  byte[] toMetadata() {
    if (complete()) {
      return metadata;
    }
    int bytes = names.stream().mapToInt(name -> name.length).sum();
    int width = width(Math.max(bytes, names.size()));
    VariantBuffer out = new VariantBuffer();
    out.put(((width - 1) << 6) | VERSION);
    out.putNumber(names.size(), width);
    int end = 0;
    out.putNumber(end, width);
    for (byte[] name : names) {
      end += name.length;
      out.putNumber(end, width);
    }
    names.forEach(name -> out.put(name, 0, name.length));
    return out.toBytes();
  }

  /** How many bytes hold {@code most}. */
  static int width(int most) {
    return most <= 0xff ? 1 : most <= 0xffff ? 2 : most <= 0xffffff ? 3 : 4;
  }
}
