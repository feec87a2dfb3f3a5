package io.moraine.connector.spark.write;

import io.moraine.connector.spark.table.OpenPlaces;
import io.moraine.connector.spark.table.TablePlace;
import io.moraine.core.json.JsonWriter;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Commits files to the table that they were written for.
 *
 * @param table as the statement saw it
 * @param replacement which rows go
 * @param options what the program says of the write
 * @param zone the session's
 */
record CommittedWrite(
    TablePlace place, Snapshot table, Replacement replacement, WriterOptions options, ZoneId zone)
    implements WriteGoal {
  @Override
  public void take(List<AddFile> files, long rows, Map<Integer, Long> lastNumbers) {
    Transaction transaction =
        Transaction.begin(
            place.handle().transactions(OpenPlaces.environment()), table, operation());
    if (options
        .progress()
        .filter(progress -> !transaction.advance(progress.appId(), progress.version()))
        .isPresent()) {
      FileBatchWrite.discard(place.handle().store(), table, files);
      return;
    }
    List<AddFile> removed =
        new ReplacedFiles(table, place.handle().store(), zone).of(replacement, files, transaction);
    List<Action> actions = new ArrayList<>();
    Numbers.after(table.schema(), lastNumbers)
        .ifPresent(schema -> actions.add(table.metadata().withSchema(schema)));
    long now = OpenPlaces.environment().nowMillis();
    removed.forEach(file -> actions.add(file.removedAt(now)));
    actions.addAll(files);
    if (actions.isEmpty() && options.progress().isEmpty()) {
      return;
    }
    options.userMetadata().ifPresent(transaction::userMetadata);
    transaction
        .addAll(actions)
        .metric("numFiles", files.size())
        .metric("numOutputRows", rows)
        .metric("numOutputBytes", files.stream().mapToLong(AddFile::size).sum())
        .commit();
  }

  private Operation operation() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("mode", replacement instanceof Replacement.None ? "Append" : "Overwrite");
    JsonWriter partitions = new JsonWriter().beginArray();
    table.partitionColumns().forEach(partitions::value);
    parameters.put("partitionBy", partitions.endArray().toString());
    if (replacement instanceof Replacement.Where where) {
      parameters.put("predicate", where.condition().toString());
    }
    return Operation.of("WRITE", parameters);
  }
}
