package io.moraine.log.sink;

import io.moraine.core.error.InvalidInputException;
import io.moraine.log.property.TableProperties;

/**
 * How data files are cut.
 *
 * @param targetFileBytes a file ends once it is about that large
 * @param maxOpenFiles how many partitions' files are written at once; when one more is needed, the
 *     file that was not written to for longest ends
 * @param maxHeldBytes how many bytes all open files may have not yet written to the store, about;
 *     beyond, the largest ends
 * @param layout what files hold
 */
public record SinkOptions(
    long targetFileBytes, int maxOpenFiles, long maxHeldBytes, SinkLayout layout) {
  /** Files of 128 MiB, 64 of them open, with 512 MiB in memory. */
  public static final SinkOptions DEFAULT = new SinkOptions(128L << 20, 64, 512L << 20);

  /** So many partitions at once get a file each where writes are to be optimised. */
  private static final int OPTIMIZED_OPEN_FILES = 1024;

  private static final String OPTIMIZE_WRITE = "delta.autoOptimize.optimizeWrite";

  public SinkOptions {
    if (targetFileBytes < 1 || maxOpenFiles < 1 || maxHeldBytes < 1) {
      throw new InvalidInputException(
          "A sink needs at least 1 byte a file, 1 open file and 1 byte in memory, got %d, %d and %d"
              .formatted(targetFileBytes, maxOpenFiles, maxHeldBytes));
    }
  }

  /** Options for files as most tables have them. */
  public SinkOptions(long targetFileBytes, int maxOpenFiles, long maxHeldBytes) {
    this(targetFileBytes, maxOpenFiles, maxHeldBytes, SinkLayout.PLAIN);
  }

  /**
   * The default; where the property {@code delta.autoOptimize.optimizeWrite} is true, so that rows
   * of many partitions, in any order, become few files of each, as large as {@code
   * delta.targetFileSize} says.
   */
  public static SinkOptions of(TableProperties properties) {
    if (!properties.isOn(OPTIMIZE_WRITE)) {
      return DEFAULT;
    }
    return DEFAULT
        .withMaxOpenFiles(OPTIMIZED_OPEN_FILES)
        .withTargetFileBytes(properties.targetFileSizeBytes().orElse(DEFAULT.targetFileBytes()));
  }

  /** The same options with another layout. */
  public SinkOptions withLayout(SinkLayout newLayout) {
    return new SinkOptions(targetFileBytes, maxOpenFiles, maxHeldBytes, newLayout);
  }

  /** The same options with files of another size. */
  public SinkOptions withTargetFileBytes(long bytes) {
    return new SinkOptions(bytes, maxOpenFiles, maxHeldBytes, layout);
  }

  /** The same options with another limit of open files. */
  public SinkOptions withMaxOpenFiles(int files) {
    return new SinkOptions(targetFileBytes, files, maxHeldBytes, layout);
  }
}
