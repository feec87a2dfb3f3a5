package io.moraine.engine.ddl;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.json.JsonWriter;
import io.moraine.engine.delta.TableHandle;
import io.moraine.engine.rule.RowChecks;
import io.moraine.engine.rule.TableRules;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.commit.CommitStateUnknownException;
import io.moraine.log.property.TableProperties;
import io.moraine.log.sink.DataFileSink;
import io.moraine.log.sink.SinkLayout;
import io.moraine.log.sink.SinkOptions;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.txn.CommitResult;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes tables. */
public final class TableCreation {
  private TableCreation() {}

  /** What happens to a table that is there already. */
  public enum Existing {
    /** It is an error. */
    REFUSED,
    /** Its rows and columns go, its history and id stay. */
    REPLACED
  }

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
    return create(handle, definition, Existing.REFUSED, environment);
  }

  /** As the other, with a choice of what happens to a table that is there. */
  public static CommitResult create(
      TableHandle handle, TableDefinition definition, Existing existing, Environment environment) {
    return begin(handle, definition, existing, Content.NONE, environment).transaction().commit();
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
    return createAs(handle, definition, rows, Existing.REFUSED, environment);
  }

  /** As the other, with a choice of what happens to a table that is there. */
  public static CommitResult createAs(
      TableHandle handle,
      TableDefinition definition,
      BatchReader rows,
      Existing existing,
      Environment environment) {
    Begun begun = begin(handle, definition, existing, Content.QUERY, environment);
    RowChecks checks = RowChecks.of(rules(handle, begun.metadata(), environment));
    SinkLayout layout =
        SinkLayout.of(
            begun.protocol(),
            begun.metadata(),
            begun.clustering().map(domain -> Map.of(domain.domain(), domain)).orElse(Map.of()));
    try (DataFileSink sink =
        DataFileSink.open(
            handle.store(),
            environment,
            begun.metadata(),
            SinkOptions.of(new TableProperties(begun.metadata().configuration()))
                .withLayout(layout))) {
      for (ColumnBatch batch = rows.next(); batch != null; batch = rows.next()) {
        if (checks.check(batch)) {
          sink.write(batch);
        }
      }
      checks.requireNone();
      begun.transaction().addAll(sink.finish()).metric("numOutputRows", sink.rowCount());
      return commit(begun.transaction(), sink);
    }
  }

  private static TableRules rules(TableHandle handle, Metadata metadata, Environment environment) {
    return new TableRules(
        handle.root().toString(),
        metadata.parseSchema(),
        new TableProperties(metadata.configuration()),
        new EvaluationContext(environment.clock().instant(), environment.clock().getZone()));
  }

  /** What a new table begins with. */
  public enum Content {
    /** No rows. */
    NONE,
    /** The rows of a query. */
    QUERY
  }

  /**
   * A transaction that makes a table, but for its files, which are to be added to it.
   *
   * @param clustering what rows are clustered by, if by anything
   */
  public record Begun(
      Transaction transaction,
      Protocol protocol,
      Metadata metadata,
      Optional<DomainMetadata> clustering) {}

  /**
   * Begins to make a table, for whoever writes its files elsewhere and then commits.
   *
   * @throws InvalidInputException if there is a table, and it may not be replaced
   */
  public static Begun begin(
      TableHandle handle,
      TableDefinition definition,
      Existing existing,
      Content content,
      Environment environment) {
    Optional<Snapshot> before = handle.log().latestIfExists();
    if (before.isPresent() && existing == Existing.REFUSED) {
      throw new InvalidInputException("There is a table already at %s".formatted(handle.root()));
    }
    Metadata metadata =
        definition.metadata(
            environment,
            before.map(snapshot -> snapshot.metadata().id()).orElseGet(environment::newId),
            before.map(Snapshot::metadata));
    rules(handle, metadata, environment).requireSound();
    String operation =
        (existing == Existing.REPLACED ? "CREATE OR REPLACE TABLE" : "CREATE TABLE")
            + (content == Content.QUERY ? " AS SELECT" : "");
    Operation named = Operation.of(operation, parameters(definition, metadata));
    Transaction transaction =
        before.isPresent()
            ? Transaction.begin(handle.transactions(environment), before.get(), named)
            : Transaction.create(handle.transactions(environment), named);
    Protocol protocol =
        before
            .map(snapshot -> definition.protocol(metadata, snapshot.protocol()))
            .orElseGet(() -> definition.protocol(metadata));
    if (before.isEmpty() || !protocol.equals(before.get().protocol())) {
      transaction.add(protocol);
    }
    transaction.add(metadata);
    Optional<DomainMetadata> clustering = definition.clustering(metadata);
    clustering.ifPresent(transaction::add);
    if (before.isPresent()) {
      replace(transaction, before.get(), clustering.isPresent(), environment);
    }
    return new Begun(transaction, protocol, metadata, clustering);
  }

  private static void replace(
      Transaction transaction, Snapshot before, boolean clustered, Environment environment) {
    before.requireWritable();
    transaction.readWholeTable();
    long now = environment.nowMillis();
    before.files().forEach(file -> transaction.add(file.removedAt(now)));
    DomainMetadata clustering = before.domainMetadata().get(Clustering.DOMAIN);
    if (clustering != null && !clustered) {
      transaction.add(new DomainMetadata(Clustering.DOMAIN, clustering.configuration(), true));
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
