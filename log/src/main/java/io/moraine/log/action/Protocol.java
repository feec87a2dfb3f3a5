package io.moraine.log.action;

import java.util.Set;

/**
 * What a client must be able to do to read and to write a table.
 *
 * @param readerFeatures named features that readers need; only with reader version 3
 * @param writerFeatures named features that writers need; only with writer version 7
 */
public record Protocol(
    int minReaderVersion,
    int minWriterVersion,
    Set<String> readerFeatures,
    Set<String> writerFeatures)
    implements Action {
  /** The reader version from which readers' features are named. */
  public static final int READER_WITH_FEATURES = 3;

  /** The writer version from which writers' features are named. */
  public static final int WRITER_WITH_FEATURES = 7;

  public Protocol {
    if (minReaderVersion < 1 || minWriterVersion < 1) {
      throw new IllegalArgumentException(
          "Protocol versions start at 1, got reader %d, writer %d"
              .formatted(minReaderVersion, minWriterVersion));
    }
    readerFeatures = Copies.of(readerFeatures);
    writerFeatures = Copies.of(writerFeatures);
  }

  /** A protocol from before features were named. */
  public static Protocol legacy(int minReaderVersion, int minWriterVersion) {
    return new Protocol(minReaderVersion, minWriterVersion, Set.of(), Set.of());
  }

  /** Whether the readers' features are named, rather than implied by the version. */
  public boolean namesReaderFeatures() {
    return minReaderVersion >= READER_WITH_FEATURES;
  }

  /** Whether the writers' features are named, rather than implied by the version. */
  public boolean namesWriterFeatures() {
    return minWriterVersion >= WRITER_WITH_FEATURES;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.protocol(this);
  }
}
