package io.moraine;

import io.moraine.core.type.StructType;
import io.moraine.engine.delta.ChangesTable;
import io.moraine.engine.delta.TableHandle;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.changes.VersionCommit;
import io.moraine.log.stats.FileStatistics;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What one version of a table changed. Does not change; safe for use by several threads. */
public final class VersionChanges {
  private final Session session;
  private final String location;
  private final TableHandle handle;
  private final VersionCommit commit;

  VersionChanges(Session session, String location, TableHandle handle, VersionCommit commit) {
    this.session = session;
    this.location = location;
    this.handle = handle;
    this.commit = commit;
  }

  /** The version. */
  public long version() {
    return commit.version();
  }

  /** When it was committed. */
  public Instant timestamp() {
    return Instant.ofEpochMilli(commit.timestampMillis());
  }

  /** What the commit says of itself. */
  public Commit commit() {
    return Commit.of(commit.version(), commit.timestampMillis(), commit.info());
  }

  /** The id of the table. */
  public String tableId() {
    return commit.state().metadata().id();
  }

  /** Whether it set the columns, the partitioning or the properties anew, perhaps as they were. */
  public boolean isMetadataChange() {
    return commit.metadata().isPresent();
  }

  /** Whether it set anew what readers and writers need to be able to do. */
  public boolean isProtocolChange() {
    return commit.protocol().isPresent();
  }

  /** The columns from this version on. */
  public StructType schema() {
    return commit.state().schema();
  }

  /** The partition columns' names from this version on. */
  public List<String> partitionColumns() {
    return commit.state().metadata().partitionColumns();
  }

  /** The table's properties from this version on. */
  public Map<String, String> properties() {
    return Collections.unmodifiableMap(
        new LinkedHashMap<>(commit.state().metadata().configuration()));
  }

  /** The files that it added, also those with rows that were there before in others. */
  public List<DataFile> added() {
    return commit.added().stream().map(VersionChanges::added).toList();
  }

  /** The files that it removed, each with the time when it was. */
  public List<DataFile> removed() {
    return commit.removed().stream().map(VersionChanges::removed).toList();
  }

  private static DataFile added(AddFile file) {
    long rows = FileStatistics.rowCount(file);
    return new DataFile(
        file.path(),
        file.partitionValues(),
        file.size(),
        rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows),
        Instant.ofEpochMilli(file.modificationTime()));
  }

  private static DataFile removed(RemoveFile file) {
    Map<String, @Nullable String> partition = file.partitionValues();
    return new DataFile(
        file.path(),
        partition == null ? Map.of() : partition,
        file.size() == null ? 0 : file.size(),
        OptionalLong.empty(),
        Instant.ofEpochMilli(file.deletionMillis()));
  }

  /**
   * Reads the rows that it changed, under its own schema and with the columns {@code _change_type},
   * {@code _commit_version} and {@code _commit_timestamp}: those that the table recorded; where it
   * recorded none, the rows of files that were added as {@code insert} and of files that were
   * removed as {@code delete}, so that a row that moved to another file shows as both. A version
   * that says that it changed no data has none.
   */
  public TableRead read() {
    ChangesTable table =
        new ChangesTable(
            "version %d of %s".formatted(version(), location),
            handle,
            commit.state(),
            List.of(commit),
            session.environment().clock().getZone());
    return new TableRead(session, table, List.of(), List.of());
  }

  @Override
  public String toString() {
    return "changes of version %d of %s".formatted(version(), location);
  }
}
