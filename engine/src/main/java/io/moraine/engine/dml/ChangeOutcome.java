package io.moraine.engine.dml;

import io.moraine.log.action.Action;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a statement has done to its table, but for the commit.
 *
 * @param operation for the table's history
 * @param reads tells a transaction what the outcome depends on
 * @param metrics tells a transaction the statement's measures
 * @param actions to be committed
 * @param discard removes the files that the statement wrote, which no commit may hold then
 */
record ChangeOutcome(
    Operation operation,
    Consumer<Transaction> reads,
    Consumer<Transaction> metrics,
    List<Action> actions,
    Runnable discard) {
  ChangeOutcome {
    actions = List.copyOf(actions);
  }
}
