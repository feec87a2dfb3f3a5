package io.moraine.core.parquet.codec;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.UnsupportedFeatureException;
import java.util.Objects;

/**
 * Decompresses the pages of one file. Not safe for use by several threads at once.
 *
 * <p>Never writes more than the size a page declares, whatever its bytes say.
 */
public abstract sealed class Decompressor implements AutoCloseable
    permits GzipDecompressor,
        HadoopLz4Decompressor,
        Lz4Decompressor,
        SnappyDecompressor,
        StoredDecompressor,
        ZstdDecompressor {
  private final Codec codec;
  private final String file;

  Decompressor(Codec codec, String file) {
    this.codec = codec;
    this.file = file;
  }

  /**
   * A decompressor, to be closed after use.
   *
   * @param file names the file in errors
   * @throws UnsupportedFeatureException for LZO and BROTLI
   */
  public static Decompressor of(Codec codec, String file) {
    return switch (codec) {
      case UNCOMPRESSED -> new StoredDecompressor(file);
      case SNAPPY -> new SnappyDecompressor(file);
      case GZIP -> new GzipDecompressor(file);
      case ZSTD -> new ZstdDecompressor(file);
      case LZ4_RAW -> new Lz4Decompressor(file);
      case LZ4 -> new HadoopLz4Decompressor(file);
      case LZO, BROTLI ->
          throw new UnsupportedFeatureException(
              "Cannot read %s: its pages are compressed with %s, which Moraine does not support"
                  .formatted(file, codec));
    };
  }

  /**
   * Decompresses {@code in[from .. from + length)} into {@code out[outFrom .. outFrom + size)} and
   * writes nothing else.
   *
   * @param position where the compressed bytes lie in the file, for errors
   * @param size what the page's header declares
   * @throws CorruptFileException if the bytes are damaged, or do not come to {@code size}
   */
  public final void decompress(
      long position, byte[] in, int from, int length, byte[] out, int outFrom, int size) {
    Objects.checkFromIndexSize(from, length, in.length);
    Objects.checkFromIndexSize(outFrom, size, out.length);
    if (length == 0 && size == 0) {
      return;
    }
    long decompressed;
    try {
      decompressed = decompress(in, from, length, out, outFrom, size);
    } catch (Damage e) {
      throw new CorruptFileException(
          file,
          position,
          "%d bytes compressed with %s, of declared size %d, are damaged: %s"
              .formatted(length, codec, size, e.getMessage()),
          e);
    }
    if (decompressed != size) {
      throw new CorruptFileException(
          file,
          position,
          "%d bytes compressed with %s should come to the declared %d bytes, but come to %s%d"
              .formatted(
                  length, codec, size, decompressed > size ? "at least " : "", decompressed));
    }
  }

  /**
   * As the public method; returns how many bytes there are, which may be more than {@code size} and
   * than were written.
   */
  abstract long decompress(byte[] in, int from, int length, byte[] out, int outFrom, int size)
      throws Damage;

  /** Gives up native memory; more than once is harmless. */
  @Override
  public void close() {}

  /** What a library says of bytes it cannot decompress. */
  static final class Damage extends Exception {
    private static final long serialVersionUID = 1L;

    Damage(String problem) {
      super(problem);
    }

    Damage(Exception cause) {
      super(
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(),
          cause);
    }
  }
}
