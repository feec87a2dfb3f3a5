package io.moraine.core.parquet.codec;

import java.util.Arrays;
import java.util.Optional;

/**
 * The compressions that Parquet names.
 *
 * @see <a
 *     href="https://github.com/apache/parquet-format/blob/master/Compression.md">Compression</a>
 */
public enum Codec {
  /** Bytes as they are. */
  UNCOMPRESSED(0),
  /** Snappy's raw format. */
  SNAPPY(1),
  /** RFC 1952; any number of members, one after the other. */
  GZIP(2),
  /** Not supported. */
  LZO(3),
  /** Not supported. */
  BROTLI(4),
  /** LZ4 blocks in Hadoop's framing, deprecated: read, never written. */
  LZ4(5),
  /** Zstandard frames. */
  ZSTD(6),
  /** One LZ4 block without a frame. */
  LZ4_RAW(7);

  private final int id;

  Codec(int id) {
    this.id = id;
  }

  /** The number that stands for the codec in a footer. */
  public int id() {
    return id;
  }

  /** The codec with a number, if there is one. */
  public static Optional<Codec> ofId(int id) {
    return Arrays.stream(values()).filter(codec -> codec.id == id).findFirst();
  }
}
