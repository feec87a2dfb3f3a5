package io.moraine.core.parquet.codec;

import io.moraine.core.error.InvalidInputException;
import java.util.Locale;

/**
 * How to compress what is written.
 *
 * @param codec one of UNCOMPRESSED, SNAPPY, GZIP, ZSTD and LZ4_RAW
 * @param level ZSTD's, 1 to 22, or GZIP's, 1 to 9; 0 for the other codecs, which have none
 */
public record Compression(Codec codec, int level) {
  /** No compression. */
  public static final Compression NONE = new Compression(Codec.UNCOMPRESSED, 0);

  /** Snappy. */
  public static final Compression SNAPPY = new Compression(Codec.SNAPPY, 0);

  /** Zstandard at its usual level 3. */
  public static final Compression ZSTD = new Compression(Codec.ZSTD, 3);

  /** Gzip at its usual level 6. */
  public static final Compression GZIP = new Compression(Codec.GZIP, 6);

  /** LZ4 without a frame. */
  public static final Compression LZ4_RAW = new Compression(Codec.LZ4_RAW, 0);

  public Compression {
    int lowest = codec == Codec.ZSTD || codec == Codec.GZIP ? 1 : 0;
    int highest =
        switch (codec) {
          case ZSTD -> 22;
          case GZIP -> 9;
          case UNCOMPRESSED, SNAPPY, LZ4_RAW -> 0;
          case LZO, BROTLI, LZ4 ->
              throw new InvalidInputException(
                  "Cannot write Parquet compressed with %s; there are: UNCOMPRESSED, SNAPPY, GZIP, ZSTD, LZ4_RAW"
                      .formatted(codec));
        };
    if (level < lowest || level > highest) {
      throw new InvalidInputException(
          "Level of compression with %s needs to be %d to %d, got %d"
              .formatted(codec, lowest, highest, level));
    }
  }

  /**
   * The compression called {@code name}, without regard to case, at its usual level; also {@code
   * none}, and {@code lz4}, which means LZ4_RAW.
   *
   * @throws InvalidInputException if there is none, or none that can be written
   */
  public static Compression named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "none", "uncompressed" -> NONE;
      case "snappy" -> SNAPPY;
      case "zstd" -> ZSTD;
      case "gzip" -> GZIP;
      case "lz4", "lz4_raw" -> LZ4_RAW;
      default ->
          throw new InvalidInputException(
              "No compression '%s' to write Parquet with; there are: none, snappy, zstd, gzip, lz4_raw"
                  .formatted(name));
    };
  }
}
