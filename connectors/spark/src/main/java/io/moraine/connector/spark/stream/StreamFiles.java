package io.moraine.connector.spark.stream;

import java.util.List;
import java.util.Optional;

/** What a stream reads of each version: files, in an order that is always the same. */
interface StreamFiles<F> {
  /** The files of all rows of {@code version}. */
  List<F> all(long version);

  /** The files of what {@code version} brings; its commit is there. */
  List<F> of(long version);

  /** Prepares for versions {@code first} to {@code last}; nothing if there are none yet. */
  Optional<Long> prepare(long first, long last);

  /** How large a file is. */
  long sizeBytes(F file);
}
