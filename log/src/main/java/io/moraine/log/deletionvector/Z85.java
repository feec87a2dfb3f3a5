package io.moraine.log.deletionvector;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as text, four in five characters.
 *
 * @see <a href="https://rfc.zeromq.org/spec/32/">Z85</a>
 */
final class Z85 {
  private static final byte[] DIGITS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VALUES = new byte[128];

  static {
    Arrays.fill(VALUES, (byte) -1);
    for (int i = 0; i < DIGITS.length; i++) {
      VALUES[DIGITS[i]] = (byte) i;
    }
  }

  private static final int BASE = 85;
  private static final int CHARS = 5;
  private static final int BYTES = 4;

  private Z85() {}

  /** {@code bytes} as text, filled up with zeros to a multiple of four. */
  static String encode(byte[] bytes) {
    int words = (bytes.length + BYTES - 1) / BYTES;
    byte[] text = new byte[words * CHARS];
    for (int i = 0; i < words; i++) {
      long word = 0;
      for (int at = i * BYTES; at < (i + 1) * BYTES; at++) {
        word = word << Byte.SIZE | (at < bytes.length ? bytes[at] & 0xFF : 0);
      }
      for (int at = (i + 1) * CHARS - 1; at >= i * CHARS; at--) {
        text[at] = DIGITS[(int) (word % BASE)];
        word /= BASE;
      }
    }
    return new String(text, StandardCharsets.US_ASCII);
  }

  /** The bytes that {@code text} stands for; null if it is not of the form. */
  static byte @Nullable [] decode(String text) {
    if (text.length() % CHARS != 0) {
      return null;
    }
    byte[] bytes = new byte[text.length() / CHARS * BYTES];
    int to = 0;
    for (int from = 0; from < text.length(); from += CHARS) {
      long word = 0;
      for (int i = from; i < from + CHARS; i++) {
        char c = text.charAt(i);
        int digit = c < VALUES.length ? VALUES[c] : -1;
        if (digit < 0) {
          return null;
        }
        word = word * BASE + digit;
      }
      if (word >>> Integer.SIZE != 0) {
        return null;
      }
      bytes[to++] = (byte) (word >>> 24);
      bytes[to++] = (byte) (word >>> 16);
      bytes[to++] = (byte) (word >>> 8);
      bytes[to++] = (byte) word;
    }
    return bytes;
  }
}
