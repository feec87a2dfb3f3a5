package io.moraine.core.parquet.codec;

import java.util.Optional;

/**
 * The compressions that Parquet names.
 *
 * @see <a
 *     href="https://github.com/apache/parquet-format/blob/master/Compression.md">Compression</a>
 */
public enum Codec {
  /** Bytes as they are. */
  UNCOMPRESSED,
  /** Snappy's raw format. */
  SNAPPY,
  /** RFC 1952; any number of members, one after the other. */
  GZIP,
  /** Not supported. */
  LZO,
  /** Not supported. */
  BROTLI,
  /** LZ4 blocks in Hadoop's framing, deprecated: read, never written. */
  LZ4,
  /** Zstandard frames. */
  ZSTD,
  /** One LZ4 block without a frame. */
  LZ4_RAW;

  /** The number that stands for the codec in a footer. */
  public int id() {
    // The constants are declared in the order of the format's numbers.
    return ordinal();
  }

  /** The codec with a number, if there is one. */
  public static Optional<Codec> ofId(int id) {
    return id < 0 || id >= values().length ? Optional.empty() : Optional.of(values()[id]);
  }
}
