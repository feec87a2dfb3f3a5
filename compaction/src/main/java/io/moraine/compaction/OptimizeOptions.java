package io.moraine.compaction;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.EvaluationContext;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What to compact, and how far.
 *
 * @param predicate a boolean over the table's schema (column ids are its ordinals); files are
 *     rewritten that may have rows for which it is true, by their partitions and statistics
 * @param targetFileBytes how large files become; if not given, as the table property {@code
 *     delta.targetFileSize} says, and 128 MiB without it
 * @param minFileBytes files of this size or larger stay as they are; if not given, half the target.
 *     With half, each group that is full holds more than half the target, so that what one run
 *     wrote the next leaves alone
 * @param evaluation what {@code predicate} may know of the world
 * @param goal what for
 */
public record OptimizeOptions(
    Expression predicate,
    OptionalLong targetFileBytes,
    OptionalLong minFileBytes,
    EvaluationContext evaluation,
    Goal goal) {
  /** The target where neither options nor table name one: 128 MiB. */
  public static final long DEFAULT_TARGET_FILE_BYTES = 128L << 20;

  /** The whole table, with sizes as the table says. */
  public static final OptimizeOptions DEFAULT =
      new OptimizeOptions(
          Literal.TRUE,
          OptionalLong.empty(),
          OptionalLong.empty(),
          EvaluationContext.UTC,
          Goal.COMPACT);

  public OptimizeOptions {
    Objects.requireNonNull(predicate, "predicate");
    Objects.requireNonNull(evaluation, "evaluation");
    Objects.requireNonNull(goal, "goal");
    requirePositive("target file size", targetFileBytes);
    requirePositive("minimum file size", minFileBytes);
  }

  private static void requirePositive(String what, OptionalLong bytes) {
    if (bytes.isPresent() && bytes.getAsLong() < 1) {
      throw new InvalidInputException(
          "OPTIMIZE needs a %s of at least 1 byte, got %d".formatted(what, bytes.getAsLong()));
    }
  }

  /** The same for other files. */
  public OptimizeOptions withPredicate(Expression newPredicate) {
    return new OptimizeOptions(newPredicate, targetFileBytes, minFileBytes, evaluation, goal);
  }

  /** The same with another target. */
  public OptimizeOptions withTargetFileBytes(long bytes) {
    return new OptimizeOptions(predicate, OptionalLong.of(bytes), minFileBytes, evaluation, goal);
  }

  /** The same with another bound of the files that are compacted. */
  public OptimizeOptions withMinFileBytes(long bytes) {
    return new OptimizeOptions(
        predicate, targetFileBytes, OptionalLong.of(bytes), evaluation, goal);
  }

  /** The same with another evaluation of the predicate. */
  public OptimizeOptions withEvaluation(EvaluationContext newEvaluation) {
    return new OptimizeOptions(predicate, targetFileBytes, minFileBytes, newEvaluation, goal);
  }

  /** The same for another purpose. */
  public OptimizeOptions withGoal(Goal newGoal) {
    return new OptimizeOptions(predicate, targetFileBytes, minFileBytes, evaluation, newGoal);
  }
}
