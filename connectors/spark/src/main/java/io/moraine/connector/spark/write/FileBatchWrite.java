package io.moraine.connector.spark.write;

import io.moraine.connector.spark.filter.SentExpression;
import io.moraine.connector.spark.table.OpenPlaces;
import io.moraine.connector.spark.table.SentSnapshot;
import io.moraine.core.expr.Expression;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.AddFile;
import io.moraine.log.commit.CommitStateUnknownException;
import io.moraine.log.snapshot.Snapshot;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** One statement's write: tasks write files, the driver hands all of them to the goal. */
final class FileBatchWrite implements BatchWrite {
  private final WriteGoal goal;
  private final Optional<Expression> condition;
  private final ZoneId zone;
  private final KeptIds ids;
  private boolean unknown;

  /** New rows have to satisfy {@code condition}. */
  FileBatchWrite(WriteGoal goal, Optional<Expression> condition, ZoneId zone, KeptIds ids) {
    this.goal = goal;
    this.ids = ids;
    this.condition = condition;
    this.zone = zone;
  }

  @Override
  public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
    return new RowFileWriters(target(goal, zone, info.numPartitions(), condition, ids));
  }

  /** What writers of {@code goal} need to know. */
  static RowTarget target(
      WriteGoal goal, ZoneId zone, int writers, Optional<Expression> condition) {
    return target(goal, zone, writers, condition, KeptIds.NONE);
  }

  private static RowTarget target(
      WriteGoal goal, ZoneId zone, int writers, Optional<Expression> condition, KeptIds ids) {
    return new RowTarget(
        SentSnapshot.of(goal.place(), goal.table(), zone),
        OpenPlaces.environment().nowMillis(),
        writers,
        condition.map(SentExpression::of).orElse(null),
        ids.tracked(),
        ids.ordinal());
  }

  /** Whether rows of other files come, and where their metadata has their ids. */
  record KeptIds(boolean tracked, int ordinal) {
    static final KeptIds NONE = new KeptIds(false, -1);
  }

  @Override
  public boolean useCommitCoordinator() {
    return true;
  }

  @Override
  public void commit(WriterCommitMessage[] messages) {
    List<WrittenFiles> written = written(messages);
    try {
      goal.take(
          files(written),
          written.stream().mapToLong(WrittenFiles::rows).sum(),
          Numbers.last(goal.table().schema(), written));
    } catch (CommitStateUnknownException e) {
      unknown = true;
      throw e;
    }
  }

  /** Removes the files of tasks that came to their end, unless a commit may hold them. */
  @Override
  public void abort(WriterCommitMessage[] messages) {
    if (!unknown) {
      discard(goal.place().handle().store(), goal.table(), files(written(messages)));
    }
  }

  static void discard(ObjectStore store, Snapshot table, List<AddFile> files) {
    store.deleteAll(files.stream().map(file -> table.paths().resolve(file.path()).key()).toList());
  }

  static List<WrittenFiles> written(WriterCommitMessage[] messages) {
    List<WrittenFiles> written = new ArrayList<>();
    for (WriterCommitMessage message : messages) {
      if (message != null) {
        written.add((WrittenFiles) message);
      }
    }
    return written;
  }

  static List<AddFile> files(List<WrittenFiles> written) {
    return written.stream().flatMap(one -> one.files().stream()).toList();
  }
}
