package io.moraine.core.parquet.bloom;

/**
 * A set of hashes that may hold more than was added. Not safe for use by several threads while
 * hashes are added.
 *
 * <p>A hash belongs to one block of 256 bits, and has a bit in each of its eight words.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/BloomFilter.md">Bloom
 *     filter</a>
 */
public final class BloomFilter {
  /** The smallest filter: one block. */
  public static final int LEAST_BYTES = 32;

  /** The largest that is read or written. */
  public static final int MOST_BYTES = 128 << 20;

  private static final int WORDS = 8;
  private static final int WORD_BITS = 32;

  private static final int[] SALT = {
    0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31
  };

  private final int[] words;

  private BloomFilter(int[] words) {
    this.words = words;
  }

  /**
   * An empty filter of {@code sizeBytes} bytes.
   *
   * @throws IllegalArgumentException if it is no whole number of blocks
   */
  public static BloomFilter ofSize(int sizeBytes) {
    if (!isSize(sizeBytes)) {
      throw new IllegalArgumentException(
          "A Bloom filter has 32 to %d bytes in blocks of 32, got %d"
              .formatted(MOST_BYTES, sizeBytes));
    }
    return new BloomFilter(new int[sizeBytes / Integer.BYTES]);
  }

  /** Whether a filter can have that many bytes. */
  public static boolean isSize(int sizeBytes) {
    return sizeBytes >= LEAST_BYTES && sizeBytes <= MOST_BYTES && sizeBytes % LEAST_BYTES == 0;
  }

  /** The filter that {@code data[from .. from + sizeBytes)} holds. */
  public static BloomFilter of(byte[] data, int from, int sizeBytes) {
    BloomFilter filter = ofSize(sizeBytes);
    for (int i = 0; i < filter.words.length; i++) {
      int at = from + Integer.BYTES * i;
      filter.words[i] =
          (data[at] & 0xff)
              | (data[at + 1] & 0xff) << 8
              | (data[at + 2] & 0xff) << 16
              | data[at + 3] << 24;
    }
    return filter;
  }

  /**
   * The size, a power of two, at which {@code values} different values leave about one of {@code 1
   * / falsePositives} others in.
   */
  public static int sizeFor(long values, double falsePositives) {
    double bits = -8 * values / Math.log(1 - Math.pow(falsePositives, 1.0 / WORDS));
    double bytes = Math.min(MOST_BYTES, Math.max(LEAST_BYTES, Math.ceil(bits / Byte.SIZE)));
    return Integer.highestOneBit(2 * (int) bytes - 1);
  }

  /** How many bytes it takes. */
  public int sizeBytes() {
    return words.length * Integer.BYTES;
  }

  /** Adds a hash. */
  public void add(long hash) {
    int block = block(hash);
    int key = (int) hash;
    for (int i = 0; i < WORDS; i++) {
      words[block + i] |= 1 << ((key * SALT[i]) >>> 27);
    }
  }

  /** False only if the hash was not added. */
  public boolean mayHold(long hash) {
    int block = block(hash);
    int key = (int) hash;
    for (int i = 0; i < WORDS; i++) {
      if ((words[block + i] & 1 << ((key * SALT[i]) >>> 27)) == 0) {
        return false;
      }
    }
    return true;
  }

  private int block(long hash) {
    long blocks = words.length / WORDS;
    return (int) (((hash >>> 32) * blocks) >>> 32) * WORDS;
  }

  /** How many of the hashes that were not added are held all the same, on average. */
  public double falsePositives() {
    double sum = 0;
    for (int block = 0; block < words.length; block += WORDS) {
      double all = 1;
      for (int i = 0; i < WORDS; i++) {
        all *= Integer.bitCount(words[block + i]) / (double) WORD_BITS;
      }
      sum += all;
    }
    return sum * WORDS / words.length;
  }

  /**
   * A filter of half the size with the same hashes in it.
   *
   * @throws IllegalStateException if there is an odd number of blocks
   */
  public BloomFilter halved() {
    if (words.length % (2 * WORDS) != 0) {
      throw new IllegalStateException(
          "A Bloom filter of %d blocks cannot be halved".formatted(words.length / WORDS));
    }
    int[] half = new int[words.length / 2];
    for (int block = 0; block < half.length; block += WORDS) {
      // A hash of block k among 2n blocks is of block k / 2 among n.
      for (int i = 0; i < WORDS; i++) {
        half[block + i] = words[2 * block + i] | words[2 * block + WORDS + i];
      }
    }
    return new BloomFilter(half);
  }

  /** The filter as a file has it. */
  public byte[] toBytes() {
    byte[] bytes = new byte[sizeBytes()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (words[i >>> 2] >>> (Byte.SIZE * (i & 3)));
    }
    return bytes;
  }
}
