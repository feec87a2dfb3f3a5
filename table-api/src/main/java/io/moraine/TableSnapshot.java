package io.moraine;

import io.moraine.compaction.copy.CloneOptions;
import io.moraine.core.type.StructType;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileStatistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A table as it was at one version. Does not change; safe for use by several threads. */
public final class TableSnapshot {
  private final Session session;
  private final DeltaTable table;
  private final Snapshot snapshot;

  TableSnapshot(Session session, DeltaTable table) {
    this.session = session;
    this.table = table;
    this.snapshot = table.snapshot();
  }

  DeltaTable table() {
    return table;
  }

  /**
   * Begins to make this version a table of its own at {@code location}, a path or URI: a copy of
   * its files, unless {@link TableCloning#shallow} says otherwise.
   */
  public TableCloning cloneTo(String location) {
    return new TableCloning(session, table, session.location(location), CloneOptions.DEEP);
  }

  /** The version. */
  public long version() {
    return snapshot.version();
  }

  /** When the version was committed. */
  public Instant timestamp() {
    return Instant.ofEpochMilli(snapshot.timestampMillis());
  }

  /** The columns, partition columns among them. */
  public StructType schema() {
    return snapshot.schema();
  }

  /** The partition columns' names, in the order of the partitioning. */
  public List<String> partitionColumns() {
    return snapshot.partitionColumns();
  }

  /** The table's properties. */
  public Map<String, String> properties() {
    return snapshot.properties().raw();
  }

  /** The table's id, which it keeps for ever. */
  public String id() {
    return snapshot.metadata().id();
  }

  /** The table's name, if it was given one. */
  public Optional<String> name() {
    return Optional.ofNullable(snapshot.metadata().name());
  }

  /** What the table's maker said of it. */
  public Optional<String> comment() {
    return Optional.ofNullable(snapshot.metadata().description());
  }

  /** The protocol's versions and features that readers and writers need, for people. */
  public String protocol() {
    var protocol = snapshot.protocol();
    List<String> features = new ArrayList<>();
    if (protocol.readerFeatures() != null) {
      features.addAll(protocol.readerFeatures());
    }
    if (protocol.writerFeatures() != null) {
      protocol.writerFeatures().stream().filter(f -> !features.contains(f)).forEach(features::add);
    }
    return "reader %d, writer %d%s"
        .formatted(
            protocol.minReaderVersion(),
            protocol.minWriterVersion(),
            features.isEmpty() ? "" : ": " + String.join(", ", features));
  }

  /** How many files hold the rows. */
  public long fileCount() {
    return snapshot.files().size();
  }

  /** The sizes of all files. */
  public long sizeBytes() {
    return snapshot.files().sizeBytes();
  }

  /** The rows by the files' statistics, deleted ones left out, if all files have them. */
  public OptionalLong rowCount() {
    return snapshot.files().rows();
  }

  /** The files that hold the rows, in the log's order. */
  public List<DataFile> files() {
    List<DataFile> files = new ArrayList<>();
    for (AddFile file : snapshot.files()) {
      long records = FileStatistics.rowCount(file);
      files.add(
          new DataFile(
              file.path(),
              file.partitionValues(),
              file.size(),
              records < 0 ? OptionalLong.empty() : OptionalLong.of(records),
              Instant.ofEpochMilli(file.modificationTime())));
    }
    return files;
  }

  /** Reads its rows. */
  public TableRead read() {
    return new TableRead(session, table, List.of(), List.of());
  }

  @Override
  public String toString() {
    return "version %d of %s".formatted(version(), snapshot.table());
  }
}
