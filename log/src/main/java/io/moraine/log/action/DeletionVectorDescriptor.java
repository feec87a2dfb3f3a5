package io.moraine.log.action;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the set of a data file's deleted rows is.
 *
 * @param storageType {@code u} (a file below the table's root), {@code i} (in the log itself) or
 *     {@code p} (a file at an absolute path)
 * @param pathOrInlineDv the path, or the set itself, as the storage type says
 * @param offset where the set starts within its file; null for inline ones
 * @param sizeInBytes the serialised set's size
 * @param cardinality how many rows are deleted
 */
public record DeletionVectorDescriptor(
    String storageType,
    String pathOrInlineDv,
    @Nullable Integer offset,
    int sizeInBytes,
    long cardinality) {
  public DeletionVectorDescriptor {
    Objects.requireNonNull(storageType, "storageType");
    Objects.requireNonNull(pathOrInlineDv, "pathOrInlineDv");
  }

  /** Identifies the set among all of a table's, as replay needs it. */
  public String uniqueId() {
    return offset == null
        ? storageType + pathOrInlineDv
        : storageType + pathOrInlineDv + "@" + offset;
  }
}
