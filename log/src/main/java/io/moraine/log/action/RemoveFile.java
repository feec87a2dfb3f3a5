package io.moraine.log.action;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A data file that no longer belongs to the table: a tombstone, until readers of older versions may
 * be gone.
 *
 * @param path as the log has it
 * @param deletionTimestamp milliseconds since 1970-01-01T00:00Z; null counts as 0, long ago
 * @param extendedFileMetadata whether partition values and size are promised to be here
 */
public record RemoveFile(
    String path,
    @Nullable Long deletionTimestamp,
    boolean dataChange,
    @Nullable Boolean extendedFileMetadata,
    @Nullable Map<String, @Nullable String> partitionValues,
    @Nullable Long size,
    @Nullable String stats,
    @Nullable Map<String, @Nullable String> tags,
    @Nullable DeletionVectorDescriptor deletionVector,
    @Nullable Long baseRowId,
    @Nullable Long defaultRowCommitVersion)
    implements FileAction {
  public RemoveFile {
    Objects.requireNonNull(path, "path");
    partitionValues = Copies.ofNullable(partitionValues);
    tags = Copies.ofNullable(tags);
  }

  /** When the file left the table, in milliseconds since 1970-01-01T00:00Z; 0 if not known. */
  public long deletionMillis() {
    return deletionTimestamp == null ? 0 : deletionTimestamp;
  }

  /** The unique id of its deletion vector, or null. */
  public @Nullable String deletionVectorId() {
    return deletionVector == null ? null : deletionVector.uniqueId();
  }

  /** The same removal of rows that stay in the table in other files. */
  public RemoveFile withoutDataChange() {
    return new RemoveFile(
        path,
        deletionTimestamp,
        false,
        extendedFileMetadata,
        partitionValues,
        size,
        stats,
        tags,
        deletionVector,
        baseRowId,
        defaultRowCommitVersion);
  }

  /** The same removal with other ids of the file's rows; null for none. */
  public RemoveFile withRowIds(@Nullable Long newBaseRowId, @Nullable Long newCommitVersion) {
    return new RemoveFile(
        path,
        deletionTimestamp,
        dataChange,
        extendedFileMetadata,
        partitionValues,
        size,
        stats,
        tags,
        deletionVector,
        newBaseRowId,
        newCommitVersion);
  }

  /** What a checkpoint keeps of it: neither statistics nor tags. */
  public RemoveFile withoutStatistics() {
    return new RemoveFile(
        path,
        deletionTimestamp,
        dataChange,
        extendedFileMetadata,
        partitionValues,
        size,
        null,
        null,
        deletionVector,
        baseRowId,
        defaultRowCommitVersion);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.removeFile(this);
  }
}
