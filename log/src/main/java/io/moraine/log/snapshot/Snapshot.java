package io.moraine.log.snapshot;

import io.moraine.core.error.CorruptTableException;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Action;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.feature.FeatureGate;
import io.moraine.log.feature.FeatureGate.Access;
import io.moraine.log.path.DataPaths;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.property.TableProperties;
import io.moraine.log.replay.ActionSource;
import io.moraine.log.replay.Replay;
import io.moraine.log.replay.TableContent;
import io.moraine.log.state.LiveFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A table as it was at one version. Immutable; safe for use by many threads. */
public final class Snapshot {
  private final String table;
  private final long version;
  private final long timestampMillis;
  private final TableContent content;
  private final StructType schema;
  private final List<String> partitionColumns;
  private final TableProperties properties;
  private final DataPaths paths;
  private final long checkpointVersion;
  private final @Nullable ObjectStatus commit;
  private final @Nullable CommitInfo commitInfo;

  /** See {@link SnapshotLoader}, which checks that the table can be read. */
  Snapshot(
      String table,
      long version,
      long timestampMillis,
      TableContent content,
      StructType schema,
      DataPaths paths,
      long checkpointVersion,
      @Nullable ObjectStatus commit,
      @Nullable CommitInfo commitInfo) {
    this.table = table;
    this.version = version;
    this.timestampMillis = timestampMillis;
    this.content = content;
    this.schema = schema;
    this.properties = new TableProperties(content.metadata().configuration());
    this.paths = paths;
    this.checkpointVersion = checkpointVersion;
    this.commit = commit;
    this.commitInfo = commitInfo;
    this.partitionColumns =
        content.metadata().partitionColumns().stream().map(this::nameInSchema).toList();
  }

  /**
   * A part of a snapshot, made up from {@code actions} alone, a protocol and metadata among them:
   * for a process to which they were sent, so that it reads or writes its part without the log.
   *
   * @param log of the table; it is not read
   * @param version names the state in errors
   * @throws io.moraine.core.error.UnsupportedFeatureException if reading the table needs a feature
   *     that Moraine lacks
   */
  public static Snapshot ofPart(TableLog log, long version, List<? extends Action> actions) {
    String table = log.store().root().toString();
    Replay replay = new Replay(log.paths());
    replay.commit(List.copyOf(actions));
    TableContent content = replay.over(ActionSource.NOTHING, version, table);
    FeatureGate.requireReadable(content.protocol(), content.metadata(), table, log.access());
    return new Snapshot(
        table, version, 0, content, content.metadata().parseSchema(), log.paths(), -1, null, null);
  }

  /** Writers have named partition columns in another case than the schema does. */
  private String nameInSchema(String column) {
    OptionalInt ordinal = schema.ordinalOf(column);
    if (ordinal.isEmpty()) {
      throw new CorruptTableException(
          "%s at version %d is partitioned by '%s', which is not a column; there are: %s"
              .formatted(table, version, column, String.join(", ", schema.names())));
    }
    return schema.field(ordinal.getAsInt()).name();
  }

  /** The table's location, which names it in errors. */
  public String table() {
    return table;
  }

  /** The version. */
  public long version() {
    return version;
  }

  /** When the version was committed, in milliseconds since 1970-01-01T00:00Z. */
  public long timestampMillis() {
    return timestampMillis;
  }

  /** All actions in force, as a checkpoint would hold them. */
  public TableContent content() {
    return content;
  }

  /** What clients need to be able to do. */
  public Protocol protocol() {
    return content.protocol();
  }

  /** What the table is. */
  public Metadata metadata() {
    return content.metadata();
  }

  /** The table's columns, partition columns among them, with their logical names. */
  public StructType schema() {
    return schema;
  }

  /** The partition columns' names as the schema has them, in the order of the partitioning. */
  public List<String> partitionColumns() {
    return partitionColumns;
  }

  /** The table's properties, typed. */
  public TableProperties properties() {
    return properties;
  }

  /** How columns are found in data files, partition values and statistics. */
  public ColumnMappingMode columnMappingMode() {
    return FeatureGate.columnMappingMode(protocol(), metadata());
  }

  /** The data files. */
  public LiveFiles files() {
    return content.files();
  }

  /** The files that left the table and are still remembered; may be read from the log. */
  public List<RemoveFile> tombstones() {
    return content.tombstones();
  }

  /** How far each application has written, by its id. */
  public Map<String, SetTransaction> setTransactions() {
    return content.setTransactions();
  }

  /** What features and applications keep with the table, by domain. */
  public Map<String, DomainMetadata> domainMetadata() {
    return content.domainMetadata();
  }

  /** Which files the paths of this table's actions mean. */
  public DataPaths paths() {
    return paths;
  }

  /** The newest checkpoint up to this version that was there when the log was listed. */
  public OptionalLong checkpointVersion() {
    return checkpointVersion < 0 ? OptionalLong.empty() : OptionalLong.of(checkpointVersion);
  }

  /** The file of this version's commit; nothing if only a checkpoint is left of it. */
  public Optional<ObjectStatus> commitFile() {
    return Optional.ofNullable(commit);
  }

  /** What this version's commit says of itself, where it was read and says something. */
  public Optional<CommitInfo> commitInfo() {
    return Optional.ofNullable(commitInfo);
  }

  /**
   * What the table would be with {@code actions} on top, which no commit holds: under the same
   * version, for a change that is made step by step.
   *
   * @throws io.moraine.core.error.UnsupportedFeatureException if it could not be read then
   */
  public Snapshot with(List<? extends Action> actions) {
    Replay replay = new Replay(paths);
    replay.commit(List.copyOf(actions));
    TableContent after = replay.over(content, version, table);
    FeatureGate.requireReadable(after.protocol(), after.metadata(), table, access());
    return new Snapshot(
        table,
        version,
        timestampMillis,
        after,
        after.metadata().parseSchema(),
        paths,
        checkpointVersion,
        commit,
        commitInfo);
  }

  /**
   * Returns if Moraine can write the table as it is at this version.
   *
   * @throws io.moraine.core.error.UnsupportedFeatureException naming what Moraine lacks
   */
  public void requireWritable() {
    FeatureGate.requireWritable(protocol(), metadata(), schema, table, access());
  }

  /** A table that its catalog manages would not be open if it had not been found through it. */
  private Access access() {
    return FeatureGate.isManaged(protocol()) ? Access.THROUGH_CATALOG : Access.BY_PATH;
  }

  @Override
  public String toString() {
    return "Snapshot(version %d of %s)".formatted(version, table);
  }
}
