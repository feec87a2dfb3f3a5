package io.moraine;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.error.InvalidInputException;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.dml.SharedCommit;
import io.moraine.engine.dml.WriteOptions;
import io.moraine.engine.dml.WriteOptions.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Several changes of one table that become one version: each sees what those before it did, others
 * see all of it or nothing. It ends with {@link #commit}; if it is closed before, nothing of it
 * stays. Not safe for use by several threads at once.
 *
 * <pre>{@code
 * try (TableTransaction transaction = table.transaction()) {
 *   transaction.delete().where("day < DATE'2020-01-01'").execute();
 *   transaction.upsert(corrections).on("id");
 *   transaction.append(rows);
 *   transaction.commit();
 * }
 * }</pre>
 *
 * <p>Readers of changes see what came and what went in the end: of a row that was changed, both.
 */
public final class TableTransaction implements AutoCloseable {
  private final Table table;
  private final SharedCommit commit;
  private final ChangeTarget target;
  private boolean begun;

  private TableTransaction(Table table, SharedCommit commit) {
    this.table = table;
    this.commit = commit;
    this.target = new Target();
  }

  static TableTransaction begin(Table table, WriteOptions options) {
    return new TableTransaction(
        table, new SharedCommit(table.session().latest(table.location()), options));
  }

  /** Where the changes of this transaction go. */
  private final class Target implements ChangeTarget {
    @Override
    public String sqlName() {
      return table.sqlName();
    }

    @Override
    public Changes change(String sql, Map<String, CatalogTable> sources, WriteOptions options) {
      if (options.progress().isPresent() || options.userMetadata().isPresent()) {
        throw new InvalidInputException(
            "What is done once, and its words for the history, are the transaction's: set them"
                + " before the first change");
      }
      begun = true;
      if (commit.isDone()) {
        return Changes.NONE;
      }
      try (Result result = session().run(sql, sources, options, Optional.of(commit))) {
        return result.changes().orElse(Changes.NONE);
      }
    }

    @Override
    public Session session() {
      return table.session();
    }
  }

  /**
   * Commits only if application {@code appId} has not come to {@code version}; else its changes
   * come to nothing.
   */
  public TableTransaction once(String appId, long version) {
    return restarted(commit.options().with(new Progress(appId, version)));
  }

  /** Words for the table's history. */
  public TableTransaction userMetadata(String text) {
    return restarted(commit.options().withUserMetadata(text));
  }

  private TableTransaction restarted(WriteOptions options) {
    if (begun) {
      throw new InvalidInputException("A transaction's options are set before its first change");
    }
    return new TableTransaction(table, commit.with(options));
  }

  /** Appends rows. */
  public Changes append(BatchReader rows) {
    return write(rows).execute();
  }

  /** Appends rows. */
  public Changes append(Rows rows) {
    return append(rows.batches());
  }

  /** Begins a write of rows. */
  public TableWrite write(BatchReader rows) {
    return TableWrite.append(target, rows);
  }

  /** Begins a write of rows. */
  public TableWrite write(Rows rows) {
    return write(rows.batches());
  }

  /** Begins a deletion of rows. */
  public TableDelete delete() {
    return new TableDelete(target, Optional.empty(), WriteOptions.DEFAULT);
  }

  /** Begins an update of rows. */
  public TableUpdate update() {
    return new TableUpdate(target, Map.of(), Optional.empty(), WriteOptions.DEFAULT);
  }

  /** Begins a merge of {@code rows}, which are kept in memory, into the table. */
  public TableMerge merge(BatchReader rows) {
    return new TableMerge(
        target, MemoryTable.of("source", rows), Optional.empty(), List.of(), WriteOptions.DEFAULT);
  }

  /** Begins a merge of {@code rows} into the table. */
  public TableMerge merge(Rows rows) {
    return merge(rows.batches());
  }

  /** Begins an upsert of {@code rows}, which are kept in memory. */
  public TableUpsert upsert(BatchReader rows) {
    return TableUpsert.of(target, rows);
  }

  /** Begins an upsert of {@code rows}. */
  public TableUpsert upsert(Rows rows) {
    return upsert(rows.batches());
  }

  /** Reads the table's rows as the changes so far have left them. */
  public TableRead read() {
    return new TableRead(table.session(), commit.current(table.location()), List.of(), List.of());
  }

  /**
   * Runs a statement in this transaction: a query, or a change of its table, which it may name as
   * any statement of the session does.
   */
  public Result sql(String statement) {
    begun = true;
    return table.session().run(statement, Map.of(), WriteOptions.DEFAULT, Optional.of(commit));
  }

  /**
   * Makes all changes one version.
   *
   * @return the version; empty if nothing was to change, or it was done before
   * @throws ConflictException if another writer stands against them; nothing of them stays
   */
  public OptionalLong commit() {
    if (commit.isDone()) {
      commit.rollBack();
      return OptionalLong.empty();
    }
    OptionalLong version = Conflicts.translate(() -> commit.commit(table.session().environment()));
    table.refresh();
    return version;
  }

  /** Unless it was committed, gives up what was changed. */
  @Override
  public void close() {
    commit.rollBack();
  }
}
