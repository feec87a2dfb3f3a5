package io.moraine.spec.peers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * What a table's rows are after statements, and what these changed, told by nothing but lists. Rows
 * are of a key, a value that may be null and a text.
 */
final class ModelTable {
  /** One row; {@code key} is never null. */
  record ModelRow(int key, Integer value, String text) {
    private String canonical() {
      List<Object> values = new ArrayList<>();
      values.add(key);
      values.add(value);
      values.add(text);
      return Canonical.row(values);
    }

    /** As a row of VALUES. */
    String sql() {
      return "(%d, %s, %s)"
          .formatted(
              key, Objects.toString(value, "NULL"), text == null ? "NULL" : "'" + text + "'");
    }
  }

  /** A condition in SQL and in Java: true only where it is neither false nor unknown. */
  record Condition(String sql, java.util.function.Predicate<ModelRow> holds) {}

  /** A change of a value in SQL and in Java. */
  record NewValue(String sql, java.util.function.Function<ModelRow, Integer> of) {}

  private List<ModelRow> rows = new ArrayList<>();
  private final List<String> changes = new ArrayList<>();

  private void changed(ModelRow row, String how) {
    changes.add(row.canonical() + " | " + how);
  }

  void insert(List<ModelRow> more) {
    rows.addAll(more);
    more.forEach(row -> changed(row, "insert"));
  }

  void delete(Condition condition) {
    List<ModelRow> kept = new ArrayList<>();
    for (ModelRow row : rows) {
      if (condition.holds().test(row)) {
        changed(row, "delete");
      } else {
        kept.add(row);
      }
    }
    rows = kept;
  }

  void update(Condition condition, NewValue value) {
    rows.replaceAll(row -> condition.holds().test(row) ? updated(row, value.of().apply(row)) : row);
  }

  private ModelRow updated(ModelRow row, Integer value) {
    return replaced(row, new ModelRow(row.key(), value, row.text()));
  }

  private ModelRow replaced(ModelRow row, ModelRow now) {
    changed(row, "update_preimage");
    changed(now, "update_postimage");
    return now;
  }

  /**
   * Of rows with a source row of the same key, those with a negative value there go, others become
   * the source row; source rows without a match come; {@code orphans} of the others go.
   */
  void merge(List<ModelRow> source, Condition orphans) {
    List<ModelRow> kept = new ArrayList<>();
    List<ModelRow> unmatched = new ArrayList<>(source);
    for (ModelRow row : rows) {
      List<ModelRow> matches = source.stream().filter(other -> other.key() == row.key()).toList();
      if (matches.isEmpty()) {
        if (orphans.holds().test(row)) {
          changed(row, "delete");
        } else {
          kept.add(row);
        }
        continue;
      }
      ModelRow match = matches.get(0);
      unmatched.remove(match);
      if (match.value() != null && match.value() < 0) {
        changed(row, "delete");
      } else {
        kept.add(replaced(row, match));
      }
    }
    rows = kept;
    insert(unmatched);
  }

  void overwrite(List<ModelRow> with) {
    rows.forEach(row -> changed(row, "delete"));
    rows = new ArrayList<>();
    insert(with);
  }

  /** The rows' texts, sorted. */
  List<String> rows() {
    return sorted(rows.stream().map(ModelRow::canonical).toList());
  }

  /** What changed since the last call, sorted. */
  List<String> changes() {
    List<String> since = sorted(changes);
    changes.clear();
    return since;
  }

  private static List<String> sorted(List<String> texts) {
    List<String> sorted = new ArrayList<>(texts);
    Collections.sort(sorted);
    return sorted;
  }
}
