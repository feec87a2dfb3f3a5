package io.moraine.core.parquet.footer;

/**
 * What stands before a Bloom filter's bits.
 *
 * @param headerBytes how long the header itself is
 * @param sizeBytes how many bytes of bits follow
 * @param known whether the bits are of split blocks, not compressed, and hashes those of xxHash
 */
public record BloomFilterHeader(int headerBytes, int sizeBytes, boolean known) {
  /** More than any header has. */
  public static final int MOST_BYTES = 64;

  /**
   * Parses the header at {@code data[from]}.
   *
   * @param position where {@code data[0]} lies in the file, for errors
   * @throws io.moraine.core.error.CorruptFileException if it is none
   */
  public static BloomFilterHeader parse(String file, long position, byte[] data, int from, int to) {
    CompactReader in = new CompactReader(file, position, data, from, to);
    int size = -1;
    boolean known = true;
    in.begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 1 -> size = in.i32();
        case 2, 3, 4 -> known &= isFirstOfUnion(in);
        default -> in.skip();
      }
    }
    if (size < 0) {
      throw in.fault("a Bloom filter cannot have %d bytes".formatted(size));
    }
    return new BloomFilterHeader(in.position() - from, size, known);
  }

  /** Algorithm, hash and compression are unions of which the first member is the one known. */
  private static boolean isFirstOfUnion(CompactReader in) {
    boolean first = true;
    in.struct();
    in.begin();
    while (in.nextField()) {
      first &= in.fieldId() == 1;
      in.skip();
    }
    return first;
  }
}
