package io.moraine.engine.session;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.expr.Expression;
import io.moraine.core.type.StructField;
import io.moraine.engine.catalog.TableTime;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.delta.TableHandle;
import io.moraine.engine.sql.syntax.Ddl.CreateMode;
import io.moraine.engine.sql.syntax.Maintenance;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.txn.PostCommitHook;
import io.moraine.log.txn.TransactionContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs statements of maintenance, which are beside the engine and not in it. Each method gives
 * nothing if it does not know the statement.
 */
@FunctionalInterface
public interface StatementExtension {
  /**
   * Runs {@code statement} on {@code table}.
   *
   * @param where the statement's condition over the table's schema, if it has one
   */
  Optional<StatementResult> run(
      Maintenance statement, DeltaTable table, Optional<Expression> where);

  /**
   * Runs VACUUM on {@code table}.
   *
   * @param inventory the files to look at, if the statement names them; closed by the caller
   */
  default Optional<StatementResult> vacuum(
      Maintenance.Vacuum statement, DeltaTable table, Optional<BatchReader> inventory) {
    return Optional.empty();
  }

  /** Runs RESTORE of {@code table} to its state at {@code time}. */
  default Optional<StatementResult> restore(DeltaTable table, TableTime time) {
    return Optional.empty();
  }

  /**
   * What is done after each commit to the table of {@code log}, besides what the log needs; its own
   * commits are made in {@code context}.
   */
  default List<PostCommitHook> hooks(TableLog log, TransactionContext context) {
    return List.of();
  }

  /** Runs CREATE TABLE … CLONE. */
  default Optional<StatementResult> cloneTable(CloneStatement statement) {
    return Optional.empty();
  }

  /** Runs CONVERT TO DELTA. */
  default Optional<StatementResult> convert(ConvertStatement statement) {
    return Optional.empty();
  }

  /**
   * A clone to be made.
   *
   * @param source at the version to clone
   * @param target where to
   * @param mode what to do about a table that is there
   * @param depth whether files are copied
   * @param properties that the clone has besides the source's
   */
  record CloneStatement(
      DeltaTable source,
      TableHandle target,
      CreateMode mode,
      Depth depth,
      Map<String, String> properties) {
    /** Whether files are copied. */
    public enum Depth {
      SHALLOW,
      DEEP
    }

    public CloneStatement {
      properties = Map.copyOf(properties);
    }
  }

  /**
   * A folder of Parquet files to be made a table.
   *
   * @param target the folder
   * @param partitionColumns the columns whose values are in the names of folders; none if the
   *     statement does not say
   * @param statistics whether the statistics of the files are taken into the log
   */
  record ConvertStatement(
      TableHandle target, List<StructField> partitionColumns, Statistics statistics) {
    /** Whether the statistics of the files are taken into the log. */
    public enum Statistics {
      COLLECTED,
      LEFT_OUT
    }

    public ConvertStatement {
      partitionColumns = List.copyOf(partitionColumns);
    }
  }
}
