package io.moraine.connector.spark.write;

import io.moraine.connector.spark.table.OpenPlaces;
import io.moraine.core.error.InvalidInputException;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.commit.CommitStateUnknownException;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.connector.write.streaming.StreamingDataWriterFactory;
import org.apache.spark.sql.connector.write.streaming.StreamingWrite;

/**
 * A stream's writes: each step is one commit that also says how far the stream has come, so that a
 * step that is repeated after a failure happens once.
 */
final class FileStreamWrite implements StreamingWrite {
  private final CommittedWrite write;
  private final String query;
  private CommittedWrite step;
  private boolean unknown;

  /** Of the stream with the id {@code query}, which its checkpoint keeps. */
  FileStreamWrite(CommittedWrite write, String query) {
    this.write = write;
    this.step = write;
    this.query = query;
  }

  /** The table as it is now, which must have the columns that the stream began with. */
  private CommittedWrite current() {
    Snapshot latest = write.place().latest();
    if (!latest.schema().equals(write.table().schema())
        && Numbers.differsByMore(latest.schema(), write.table().schema())) {
      throw new InvalidInputException(
          "The columns of %s changed while a stream writes to it, from %s in version %d to %s in version %d: start the stream again"
              .formatted(
                  latest.table(),
                  write.table().schema(),
                  write.table().version(),
                  latest.schema(),
                  latest.version()));
    }
    return new CommittedWrite(
        write.place(), latest, write.replacement(), write.options(), write.zone());
  }

  @Override
  public StreamingDataWriterFactory createStreamingWriterFactory(PhysicalWriteInfo info) {
    // The commit follows from the version that gave the writers their numbers.
    step = current();
    return new RowFileWriters(
        FileBatchWrite.target(step, write.zone(), info.numPartitions(), Optional.empty()));
  }

  @Override
  public boolean useCommitCoordinator() {
    return true;
  }

  @Override
  public void commit(long epoch, WriterCommitMessage[] messages) {
    CommittedWrite now = step;
    List<WrittenFiles> written = FileBatchWrite.written(messages);
    List<AddFile> files = FileBatchWrite.files(written);
    Transaction transaction =
        Transaction.begin(
            now.place().handle().transactions(OpenPlaces.environment()),
            now.table(),
            operation(epoch));
    if (!transaction.advance(query, epoch)) {
      FileBatchWrite.discard(now.place().handle().store(), now.table(), files);
      return;
    }
    List<Action> actions = new ArrayList<>();
    List<AddFile> removed =
        new ReplacedFiles(now.table(), now.place().handle().store(), now.zone())
            .of(now.replacement(), files, transaction);
    Numbers.after(now.table().schema(), Numbers.last(now.table().schema(), written))
        .ifPresent(schema -> actions.add(now.table().metadata().withSchema(schema)));
    long millis = OpenPlaces.environment().nowMillis();
    removed.forEach(file -> actions.add(file.removedAt(millis)));
    actions.addAll(files);
    now.options().userMetadata().ifPresent(transaction::userMetadata);
    try {
      transaction
          .addAll(actions)
          .metric("numRemovedFiles", removed.size())
          .metric("numAddedFiles", files.size())
          .metric("numOutputRows", written.stream().mapToLong(WrittenFiles::rows).sum())
          .metric("numOutputBytes", files.stream().mapToLong(AddFile::size).sum())
          .commit();
    } catch (CommitStateUnknownException e) {
      unknown = true;
      throw e;
    }
  }

  private Operation operation(long epoch) {
    Map<String, String> parameters = new LinkedHashMap<>();
    boolean complete = write.replacement() instanceof Replacement.All;
    parameters.put("outputMode", complete ? "Complete" : "Append");
    parameters.put("queryId", query);
    parameters.put("epochId", Long.toString(epoch));
    return Operation.of("STREAMING UPDATE", parameters);
  }

  @Override
  public void abort(long epoch, WriterCommitMessage[] messages) {
    if (!unknown) {
      FileBatchWrite.discard(
          write.place().handle().store(),
          write.table(),
          FileBatchWrite.files(FileBatchWrite.written(messages)));
    }
  }
}
