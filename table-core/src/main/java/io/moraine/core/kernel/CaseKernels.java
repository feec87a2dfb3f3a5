package io.moraine.core.kernel;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.type.DataType.Primitive;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Strings in capital or small letters. */
public final class CaseKernels {
  private CaseKernels() {}

  /** In capital letters. */
  public static Kernel upper() {
    return (arguments, rowCount) -> map((BytesVector) arguments[0], rowCount, 'a', true);
  }

  /** In small letters. */
  public static Kernel lower() {
    return (arguments, rowCount) -> map((BytesVector) arguments[0], rowCount, 'A', false);
  }

  private static BytesVector map(BytesVector strings, int rowCount, int first, boolean upper) {
    int[] start = new int[rowCount];
    int[] length = new int[rowCount];
    long total = 0;
    for (int i = 0; i < rowCount; i++) {
      total += strings.length()[i];
    }
    byte[] data = new byte[Math.toIntExact(total)];
    int filled = 0;
    for (int i = 0; i < rowCount; i++) {
      if (strings.isNull(i)) {
        continue;
      }
      int from = strings.start()[i];
      int count = strings.length()[i];
      start[i] = filled;
      length[i] = count;
      if (data.length - filled < count
          || !ascii(strings.data(), from, count, first, data, filled)) {
        // Beyond ASCII a letter's other case may be longer, as that of ß is.
        String text = strings.string(i);
        byte[] bytes =
            (upper ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT))
                .getBytes(StandardCharsets.UTF_8);
        if (data.length - filled < bytes.length) {
          data = Arrays.copyOf(data, Math.addExact(filled + bytes.length, data.length >> 2));
        }
        System.arraycopy(bytes, 0, data, filled, bytes.length);
        length[i] = bytes.length;
      }
      filled += length[i];
    }
    return new BytesVector(Primitive.STRING, rowCount, data, start, length, strings.validity());
  }

  /** Flips the case of the 26 letters from {@code first}; false if a byte was none of ASCII. */
  private static boolean ascii(
      byte[] source, int from, int count, int first, byte[] target, int at) {
    int seen = 0;
    for (int i = 0; i < count; i++) {
      int b = source[from + i];
      seen |= b;
      // 0x20 where 0 <= b - first < 26, computed from the signs of the differences.
      int flip = (~(b - first) & (b - first - 26)) >>> 31 << 5;
      target[at + i] = (byte) (b ^ flip);
    }
    return seen >= 0;
  }
}
