package io.moraine.compaction.advice;

import io.moraine.compaction.advice.ReadReason.Kind;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.eval.ConstantFolder;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Operators;
import io.moraine.core.prune.Outcome;
import io.moraine.core.type.DataType;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.state.SelectedFiles;
import io.moraine.log.stats.FileSkipping;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells for each file of a table whether a predicate reads it, and why. */
public final class ReadReasons {
  private final Snapshot snapshot;
  private final ZoneId zone;
  private final List<ClauseFacts> clauses = new ArrayList<>();

  private ReadReasons(Snapshot snapshot, Expression predicate, ZoneId zone) {
    this.snapshot = snapshot;
    this.zone = zone;
    for (Expression clause : Operators.conjuncts(predicate)) {
      clauses.add(new ClauseFacts(snapshot, clause, skipping(clause), zone));
    }
  }

  /**
   * The reasons for all files of {@code snapshot}, in the table's order. Which are read is decided
   * as a query's scan decides it; row groups and pages of these may be left out besides.
   *
   * @param predicate a boolean over the schema of {@code snapshot}
   * @param zone the zone of times that are written without one
   * @throws InvalidInputException if the predicate is no boolean
   */
  public static List<ReadReason> of(Snapshot snapshot, Expression predicate, ZoneId zone) {
    if (!predicate.type().equals(DataType.Primitive.BOOLEAN)) {
      throw new InvalidInputException(
          "Cannot tell which files %s reads: a condition must be a BOOLEAN, but it is a %s"
              .formatted(predicate, predicate.type().sql()));
    }
    // As people write it: without the casts of constants that binding adds.
    Expression folded = ConstantFolder.fold(predicate);
    return new ReadReasons(snapshot, folded, zone).all(folded);
  }

  private FileSkipping skipping(Expression condition) {
    return new FileSkipping(
        condition,
        snapshot.schema(),
        snapshot.partitionColumns(),
        snapshot.columnMappingMode(),
        zone);
  }

  private List<ReadReason> all(Expression predicate) {
    SelectedFiles selected = snapshot.files().select(skipping(predicate));
    Set<Integer> read = new HashSet<>();
    for (int i = 0; i < selected.size(); i++) {
      read.add(selected.index(i));
    }
    List<ReadReason> reasons = new ArrayList<>();
    for (AddFile file : snapshot.files()) {
      reasons.add(read.contains(reasons.size()) ? read(file) : leftOut(file));
    }
    return reasons;
  }

  private ReadReason leftOut(AddFile file) {
    for (ClauseFacts clause : clauses) {
      if (clause.decide(file) == Outcome.NONE) {
        return new ReadReason(
            file,
            clause.whyNone(file),
            "%s holds for no row%s".formatted(clause, prefixed(": ", clause.known(file))));
      }
    }
    return new ReadReason(file, Kind.BOUNDS, "the condition holds for no row");
  }

  private ReadReason read(AddFile file) {
    List<String> because = new ArrayList<>();
    boolean all = true;
    boolean untold = false;
    for (ClauseFacts clause : clauses) {
      boolean every = clause.decide(file) == Outcome.ALL;
      all &= every;
      untold |= !every && clause.isUntold(file);
      because.add(
          "%s %s%s"
              .formatted(
                  clause,
                  every ? "holds for every row" : "may hold",
                  prefixed(": ", clause.known(file))));
    }
    Kind kind = all ? Kind.ALL_MATCH : untold ? Kind.NO_STATISTICS : Kind.MAY_MATCH;
    return new ReadReason(
        file, kind, because.isEmpty() ? "there is no condition" : String.join("; ", because));
  }

  private static String prefixed(String prefix, String text) {
    return text.isEmpty() ? "" : prefix + text;
  }
}
