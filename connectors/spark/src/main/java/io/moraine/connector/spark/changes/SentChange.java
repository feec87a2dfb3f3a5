package io.moraine.connector.spark.changes;

import io.moraine.connector.spark.table.SentFile;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.changes.FileChange;
import io.moraine.log.changes.FileRows;
import io.moraine.reader.changes.ScanChange;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changed rows of one file, in a form that can be sent.
 *
 * @param file with the deletion vector that marks rows: those that do not count or, if {@code
 *     marked}, those that alone count
 * @param except of the marked rows those that do not count, as the deletion vector of this file
 */
public record SentChange(
    long version,
    long timestampMillis,
    String kind,
    SentFile file,
    boolean marked,
    @Nullable SentFile except,
    List<String> partitionColumns)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** The form of {@code change}. */
  public static SentChange of(ScanChange change) {
    AddFile file = change.change().file();
    FileRows rows = change.change().rows();
    DeletionVectorDescriptor first =
        rows instanceof FileRows.Marked marked ? marked.marked() : ((FileRows.Live) rows).deleted();
    DeletionVectorDescriptor second =
        rows instanceof FileRows.Marked marked ? marked.except() : null;
    return new SentChange(
        change.version(),
        change.timestampMillis(),
        change.change().kind().name(),
        SentFile.of(file.withDeletionVector(first)),
        rows instanceof FileRows.Marked,
        second == null ? null : SentFile.of(file.withDeletionVector(second)),
        change.partitionColumns());
  }

  /** The change. */
  ScanChange change() {
    AddFile add = file.file();
    DeletionVectorDescriptor first = add.deletionVector();
    FileRows rows =
        marked && first != null
            ? new FileRows.Marked(first, except == null ? null : except.file().deletionVector())
            : new FileRows.Live(first);
    return new ScanChange(
        version,
        timestampMillis,
        new FileChange(FileChange.Kind.valueOf(kind), add, rows),
        List.copyOf(partitionColumns));
  }

  /** The size of the file. */
  public long sizeBytes() {
    return file.file().size();
  }
}
