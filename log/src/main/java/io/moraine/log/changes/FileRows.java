package io.moraine.log.changes;

import io.moraine.log.action.DeletionVectorDescriptor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Some of a data file's rows. */
public sealed interface FileRows {
  /** All rows, but those that {@code deleted} marks; null for none. */
  record Live(@Nullable DeletionVectorDescriptor deleted) implements FileRows {}

  /** The rows that {@code marked} marks, but for those that {@code except} marks; null for none. */
  record Marked(DeletionVectorDescriptor marked, @Nullable DeletionVectorDescriptor except)
      implements FileRows {
    public Marked {
      Objects.requireNonNull(marked, "marked");
    }
  }
}
