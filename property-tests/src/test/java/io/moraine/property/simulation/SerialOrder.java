package io.moraine.property.simulation;

import io.moraine.property.model.Change;
import io.moraine.property.model.Row;
import io.moraine.property.simulation.History.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of each version if its statements ran one after the other.
 *
 * <p>That is the order of the versions; where a commit was made under write-serializable isolation,
 * appends that read nothing and that it did not see may come after it.
 */
final class SerialOrder {
  private final CommitLog log;
  private final List<@Nullable Statement> makers;

  SerialOrder(CommitLog log, List<@Nullable Statement> makers) {
    this.log = log;
    this.makers = makers;
  }

  List<List<Row>> states() {
    List<List<Row>> states = new ArrayList<>();
    states.add(List.of());
    for (int version = 1; version < makers.size(); version++) {
      Statement maker = makers.get(version);
      List<Row> before = states.get(version - 1);
      if (maker == null) {
        states.add(before);
        continue;
      }
      List<Row> seen = new ArrayList<>(before);
      // Those that another change has taken since are no longer there to come after this one.
      List<Row> unseen = unseenAppends(version).stream().filter(seen::remove).toList();
      List<Row> after = new ArrayList<>(maker.change().apply(seen));
      after.addAll(unseen);
      states.add(after);
    }
    return states;
  }

  /** Rows of appends since what {@code version} read, which may come after it. */
  private List<Row> unseenAppends(int version) {
    List<Row> rows = new ArrayList<>();
    Map<?, ?> info = log.versions().get(version).info();
    if ("WriteSerializable".equals(info.get("isolationLevel"))
        && info.get("readVersion") instanceof Long read) {
      for (int winner = read.intValue() + 1; winner < version; winner++) {
        Statement maker = makers.get(winner);
        if (maker != null && maker.change() instanceof Change.Insert insert) {
          rows.addAll(insert.values());
        }
      }
    }
    return rows;
  }
}
