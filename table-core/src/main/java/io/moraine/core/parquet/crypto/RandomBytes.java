package io.moraine.core.parquet.crypto;

/**
 * A source of bytes that nobody can foretell, as {@code new SecureRandom()::nextBytes}. Safe for
 * use by several threads.
 */
@FunctionalInterface
public interface RandomBytes {
  /** Fills {@code target}. */
  void fill(byte[] target);

  /** Fresh bytes. */
  default byte[] next(int count) {
    byte[] bytes = new byte[count];
    fill(bytes);
    return bytes;
  }
}
