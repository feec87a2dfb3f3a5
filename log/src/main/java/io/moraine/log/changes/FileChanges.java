package io.moraine.log.changes;

import io.moraine.core.error.CorruptTableException;
import io.moraine.log.action.AddCdcFile;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.path.DataPaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a commit's actions which rows it changes.
 *
 * <p>Where the commit recorded changed rows in files of their own, those are all. Else the rows of
 * files that it adds come and those of files that it removes go, unless it says that no data
 * change; of a file that it removes and adds with other deleted rows, the difference.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#add-cdc-file">Add CDC
 *     file</a>
 */
public final class FileChanges {
  private static final List<String> MERGED_ROWS =
      List.of("numTargetRowsInserted", "numTargetRowsUpdated", "numTargetRowsDeleted");

  private final DataPaths paths;
  private final String table;

  /** Changes of a table whose paths {@code paths} understands; {@code table} names it in errors. */
  public FileChanges(DataPaths paths, String table) {
    this.paths = paths;
    this.table = table;
  }

  /**
   * The changes that {@code commit} makes, in the order of its actions, removed files first.
   *
   * @throws CorruptTableException if it removes a file of a partitioned table without its partition
   *     values, as early writers did: what its rows were cannot be told then
   */
  public List<FileChange> of(VersionCommit commit) {
    List<FileChange> recorded = new ArrayList<>();
    Map<String, AddFile> added = new LinkedHashMap<>();
    Map<String, RemoveFile> removed = new LinkedHashMap<>();
    commit
        .actions()
        .forEach(
            action -> {
              if (action instanceof AddCdcFile cdc) {
                recorded.add(recorded(cdc));
              } else if (action instanceof AddFile add && add.dataChange()) {
                added.put(identity(add.path()), add);
              } else if (action instanceof RemoveFile remove && remove.dataChange()) {
                removed.put(identity(remove.path()), remove);
              }
            });
    if (!recorded.isEmpty()) {
      return recorded;
    }
    if (isMergeOfNothing(commit.info())) {
      return List.of();
    }
    List<FileChange> changes = new ArrayList<>();
    removed.forEach(
        (path, remove) -> {
          AddFile add = added.remove(path);
          if (add == null) {
            FileRows live = new FileRows.Live(remove.deletionVector());
            changes.add(new FileChange(FileChange.Kind.DELETE, fileOf(remove, commit), live));
          } else {
            changes.addAll(between(remove, add));
          }
        });
    added
        .values()
        .forEach(
            add ->
                changes.add(
                    new FileChange(
                        FileChange.Kind.INSERT, add, new FileRows.Live(add.deletionVector()))));
    return changes;
  }

  private String identity(String path) {
    return paths.resolve(path).identity();
  }

  private static FileChange recorded(AddCdcFile cdc) {
    return new FileChange(
        FileChange.Kind.RECORDED,
        AddFile.of(cdc.path(), cdc.partitionValues(), cdc.size(), 0),
        new FileRows.Live(null));
  }

  /**
   * A file stays, but other rows of it are deleted than before. Statistics may be of the rows alone
   * that are live: those that went were so by the file's removal, those that came by its addition.
   */
  private static List<FileChange> between(RemoveFile remove, AddFile add) {
    DeletionVectorDescriptor before = remove.deletionVector();
    DeletionVectorDescriptor after = add.deletionVector();
    List<FileChange> changes = new ArrayList<>();
    if (!Objects.equals(before, after)) {
      if (after != null) {
        changes.add(
            new FileChange(
                FileChange.Kind.DELETE,
                add.withStats(remove.stats()),
                new FileRows.Marked(after, before)));
      }
      if (before != null) {
        changes.add(
            new FileChange(FileChange.Kind.INSERT, add, new FileRows.Marked(before, after)));
      }
    }
    return changes;
  }

  private AddFile fileOf(RemoveFile remove, VersionCommit commit) {
    Map<String, @Nullable String> partition = remove.partitionValues();
    if (partition == null) {
      List<String> columns = commit.state().metadata().partitionColumns();
      if (!columns.isEmpty()) {
        throw new CorruptTableException(
            "Cannot tell the rows that version %d of %s removes with the file '%s': its commit lacks the file's values of %s"
                .formatted(commit.version(), table, remove.path(), String.join(", ", columns)));
      }
      partition = Map.of();
    }
    long size = remove.size() == null ? 0 : remove.size();
    return AddFile.of(remove.path(), partition, size, 0).withStats(remove.stats());
  }

  /** MERGE may write files anew without a change of a row, and says that in its measures alone. */
  private static boolean isMergeOfNothing(Optional<CommitInfo> info) {
    if (info.flatMap(CommitInfo::operation).filter("MERGE"::equals).isEmpty()) {
      return false;
    }
    Map<String, String> metrics = info.get().operationMetrics();
    return MERGED_ROWS.stream().allMatch(name -> "0".equals(metrics.get(name)));
  }
}
