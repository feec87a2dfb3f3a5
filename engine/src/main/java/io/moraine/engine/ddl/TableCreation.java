package io.moraine.engine.ddl;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.json.JsonWriter;
import io.moraine.engine.delta.TableHandle;
import io.moraine.log.action.Metadata;
import io.moraine.log.commit.CommitStateUnknownException;
import io.moraine.log.sink.DataFileSink;
import io.moraine.log.sink.SinkOptions;
import io.moraine.log.txn.CommitResult;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes tables. */
public final class TableCreation {
  private TableCreation() {}

  /**
   * Makes an empty table.
   *
   * @return the commit of its version 0
   * @throws InvalidInputException if there is a table
   * @throws io.moraine.core.error.UnsupportedFeatureException if it would need a feature that
   *     Moraine cannot write
   */
  public static CommitResult create(
      TableHandle handle, TableDefinition definition, Environment environment) {
    requireNone(handle);
    Metadata metadata = definition.metadata(environment.newId(), environment.nowMillis());
    Transaction transaction =
        Transaction.create(
            handle.transactions(environment),
            Operation.of("CREATE TABLE", parameters(definition, metadata)));
    transaction.add(definition.protocol(metadata)).add(metadata);
    return transaction.commit();
  }

  /**
   * Makes a table of the rows that {@code rows} gives, whose columns are the definition's.
   *
   * @param rows is not closed
   * @return the commit of its version 0
   * @throws InvalidInputException if there is a table, or a row does not fit; no file is left then
   */
  public static CommitResult createAs(
      TableHandle handle, TableDefinition definition, BatchReader rows, Environment environment) {
    requireNone(handle);
    Metadata metadata = definition.metadata(environment.newId(), environment.nowMillis());
    Transaction transaction =
        Transaction.create(
            handle.transactions(environment),
            Operation.of("CREATE TABLE AS SELECT", parameters(definition, metadata)));
    transaction.add(definition.protocol(metadata)).add(metadata);
    try (DataFileSink sink =
        DataFileSink.open(handle.store(), environment, metadata, SinkOptions.DEFAULT)) {
      for (ColumnBatch batch = rows.next(); batch != null; batch = rows.next()) {
        sink.write(batch);
      }
      transaction.addAll(sink.finish()).metric("numOutputRows", sink.rowCount());
      return commit(transaction, sink);
    }
  }

  private static CommitResult commit(Transaction transaction, DataFileSink sink) {
    try {
      return transaction.commit();
    } catch (CommitStateUnknownException e) {
      throw e;
    } catch (RuntimeException e) {
      sink.discard();
      throw e;
    }
  }

  private static void requireNone(TableHandle handle) {
    if (handle.log().latestIfExists().isPresent()) {
      throw new InvalidInputException("There is a table already at %s".formatted(handle.root()));
    }
  }

  private static Map<String, String> parameters(TableDefinition definition, Metadata metadata) {
    Map<String, String> parameters = new LinkedHashMap<>();
    JsonWriter partitions = new JsonWriter().beginArray();
    definition.partitionColumns().forEach(partitions::value);
    parameters.put("partitionBy", partitions.endArray().toString());
    definition.comment().ifPresent(comment -> parameters.put("description", comment));
    JsonWriter properties = new JsonWriter().beginObject();
    metadata.configuration().forEach((key, value) -> properties.field(key, value));
    parameters.put("properties", properties.endObject().toString());
    return parameters;
  }
}
