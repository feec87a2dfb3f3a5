package io.moraine.engine.dml;

import io.moraine.core.expr.Expression;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.log.action.Action;
import io.moraine.reader.TableScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a statement changes.
 *
 * @param kind which statement it is
 * @param parameters what the table's history says of it
 * @param target the table, as the statement saw it
 * @param layout the plan's columns
 * @param plan gives a row for each row that changes
 * @param removal which files go without being looked into
 * @param scans filled while the plan is lowered: the scans that give rows their addresses
 * @param repeats whether several source rows may change the same row
 * @param check what new rows must satisfy, over the table's schema
 * @param evolution the actions that make the table one that the new rows fit; {@code target} has
 *     them on top
 */
record TableChange(
    Kind kind,
    Map<String, String> parameters,
    DeltaTable target,
    ChangeLayout layout,
    LogicalPlan plan,
    Removal removal,
    List<TableScan> scans,
    Repeats repeats,
    Optional<Expression> check,
    List<Action> evolution,
    List<ScanSource> sources) {
  /** The statements. */
  enum Kind {
    /** Rows come. */
    INSERT("WRITE"),
    /** Rows go. */
    DELETE("DELETE"),
    /** Rows change. */
    UPDATE("UPDATE"),
    /** All three. */
    MERGE("MERGE");

    private final String logName;

    Kind(String logName) {
      this.logName = logName;
    }

    /** The operation's name in the table's history, as Spark has it. */
    String logName() {
      return logName;
    }
  }

  /** Which files go without being looked into. */
  enum Removal {
    /** None. */
    NONE,
    /** Those of whose rows the log tells that each satisfies the scans' filters. */
    PROVEN,
    /** Those of partitions that new rows come to. */
    WRITTEN_PARTITIONS,
    /** All. */
    ALL
  }

  /** Whether two source rows may meet the same row. */
  enum Repeats {
    /** It is an error: which of them counts cannot be told. */
    REFUSED,
    /** All of them do the same to it. */
    HARMLESS
  }

  /** A change of this form that only brings rows. */
  static TableChange insert(DeltaTable target, LogicalPlan plan, Map<String, String> parameters) {
    return new TableChange(
        Kind.INSERT,
        parameters,
        target,
        ChangeLayout.ofNewRows(target),
        plan,
        Removal.NONE,
        new ArrayList<>(),
        Repeats.REFUSED,
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** The same, of a table that {@code actions} were put on top of. */
  TableChange evolving(List<Action> actions) {
    return new TableChange(
        kind, parameters, target, layout, plan, removal, scans, repeats, check, actions, sources);
  }

  TableChange with(Removal newRemoval, Map<String, String> newParameters) {
    return new TableChange(
        kind,
        newParameters,
        target,
        layout,
        plan,
        newRemoval,
        scans,
        repeats,
        check,
        evolution,
        sources);
  }
}
