package io.moraine.log.action;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A data file that belongs to the table from this version on.
 *
 * @param path as the log has it; see {@link io.moraine.log.path.DataPaths} for the file it means
 * @param size in bytes
 * @param modificationTime milliseconds since 1970-01-01T00:00Z
 * @param stats the rows' statistics as JSON text
 * @param baseRowId the first row's id, where rows are tracked
 * @param defaultRowCommitVersion the version that added the rows, where rows are tracked
 * @param clusteringProvider who clustered the file
 */
public record AddFile(
    String path,
    Map<String, @Nullable String> partitionValues,
    long size,
    long modificationTime,
    boolean dataChange,
    @Nullable String stats,
    @Nullable Map<String, @Nullable String> tags,
    @Nullable DeletionVectorDescriptor deletionVector,
    @Nullable Long baseRowId,
    @Nullable Long defaultRowCommitVersion,
    @Nullable String clusteringProvider)
    implements FileAction {
  public AddFile {
    Objects.requireNonNull(path, "path");
    partitionValues = Copies.of(partitionValues);
    tags = Copies.ofNullable(tags);
  }

  /** A file that brings new rows, without statistics. */
  public static AddFile of(
      String path,
      Map<String, @Nullable String> partitionValues,
      long size,
      long modificationTime) {
    return new AddFile(
        path, partitionValues, size, modificationTime, true, null, null, null, null, null, null);
  }

  /** The unique id of its deletion vector, or null. */
  public @Nullable String deletionVectorId() {
    return deletionVector == null ? null : deletionVector.uniqueId();
  }

  /** The same file with other statistics; null for none. */
  public AddFile withStats(@Nullable String newStats) {
    return new AddFile(
        path,
        partitionValues,
        size,
        modificationTime,
        dataChange,
        newStats,
        tags,
        deletionVector,
        baseRowId,
        defaultRowCommitVersion,
        clusteringProvider);
  }

  /** The same file with other tags; null for none. */
  public AddFile withTags(@Nullable Map<String, @Nullable String> newTags) {
    return new AddFile(
        path,
        partitionValues,
        size,
        modificationTime,
        dataChange,
        stats,
        newTags,
        deletionVector,
        baseRowId,
        defaultRowCommitVersion,
        clusteringProvider);
  }

  /** The same file with other deleted rows, which is a change of data; null for none. */
  public AddFile withDeletionVector(@Nullable DeletionVectorDescriptor newDeletionVector) {
    return new AddFile(
        path,
        partitionValues,
        size,
        modificationTime,
        true,
        stats,
        tags,
        newDeletionVector,
        baseRowId,
        defaultRowCommitVersion,
        clusteringProvider);
  }

  /** The same file, holding rows that were in the table before. */
  public AddFile withoutDataChange() {
    return new AddFile(
        path,
        partitionValues,
        size,
        modificationTime,
        false,
        stats,
        tags,
        deletionVector,
        baseRowId,
        defaultRowCommitVersion,
        clusteringProvider);
  }

  /** The same file with other ids of its rows; null for none. */
  public AddFile withRowIds(@Nullable Long newBaseRowId, @Nullable Long newCommitVersion) {
    return new AddFile(
        path,
        partitionValues,
        size,
        modificationTime,
        dataChange,
        stats,
        tags,
        deletionVector,
        newBaseRowId,
        newCommitVersion,
        clusteringProvider);
  }

  /** The action that takes this file, and with it its rows, out of the table. */
  public RemoveFile removedAt(long deletionMillis) {
    return new RemoveFile(
        path,
        deletionMillis,
        true,
        true,
        partitionValues,
        size,
        stats,
        tags,
        deletionVector,
        baseRowId,
        defaultRowCommitVersion);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.addFile(this);
  }
}
