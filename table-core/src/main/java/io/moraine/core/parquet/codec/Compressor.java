package io.moraine.core.parquet.codec;

/** Compresses pages, one after the other. Not safe for use by several threads at once. */
public abstract sealed class Compressor implements AutoCloseable
    permits GzipCompressor, Lz4Compressor, SnappyCompressor, StoredCompressor, ZstdCompressor {

  /** A compressor, to be closed after use. */
  public static Compressor of(Compression compression) {
    return switch (compression.codec()) {
      case UNCOMPRESSED -> new StoredCompressor();
      case SNAPPY -> new SnappyCompressor();
      case GZIP -> new GzipCompressor(compression.level());
      case ZSTD -> new ZstdCompressor(compression.level());
      case LZ4_RAW -> new Lz4Compressor();
      case LZO, BROTLI, LZ4 -> throw new AssertionError(compression);
    };
  }

  /** How many bytes {@code length} bytes may come to at most. */
  public abstract int maxSize(int length);

  /**
   * Compresses {@code in[from .. from + length)} into {@code out} from its start on, which has room
   * for {@link #maxSize}.
   *
   * @return how many bytes were written
   */
  public abstract int compress(byte[] in, int from, int length, byte[] out);

  /** Gives up native memory; more than once is harmless. */
  @Override
  public void close() {}
}
