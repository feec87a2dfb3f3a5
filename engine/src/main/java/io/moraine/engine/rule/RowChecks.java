package io.moraine.engine.rule;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.eval.Filter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Holds rows against a table's rules: NOT NULL of columns and of fields in structs, conditions.
 *
 * <p>Rows are given one batch after the other; what they break is told at the end, by {@link
 * #requireNone}. Not safe for use by several threads.
 */
public final class RowChecks {
  private final TableRules rules;
  private final List<RowRule> conditions;
  private final List<Filter> filters = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();
  private final List<NotNull> required = new ArrayList<>();
  private boolean broken;

  /** What must not be null, and how often it is. */
  private record NotNull(RequiredPart part, Violation violation) {}

  private RowChecks(TableRules rules, List<RowRule> conditions) {
    this.rules = rules;
    this.conditions = conditions;
    for (RowRule rule : conditions) {
      filters.add(Filter.compile(rule.condition(), rules.evaluation()));
      violations.add(new Violation(rule.demand()));
    }
  }

  /** Checks of all rules. */
  public static RowChecks of(TableRules rules) {
    RowChecks checks = new RowChecks(rules, rules.conditions());
    for (int i = 0; i < rules.schema().size(); i++) {
      checks.addRequired(i);
    }
    return checks;
  }

  /** Checks of one CHECK constraint alone. */
  public static RowChecks ofConstraint(TableRules rules, String name, String sql) {
    return new RowChecks(rules, List.of(rules.check(name, sql)));
  }

  /** Checks of NOT NULL alone. */
  public static RowChecks ofRequired(TableRules rules) {
    RowChecks checks = new RowChecks(rules, List.of());
    for (int i = 0; i < rules.schema().size(); i++) {
      checks.addRequired(i);
    }
    return checks;
  }

  private void addRequired(int column) {
    for (RequiredPart part : RequiredPart.of(column, rules.schema().field(column))) {
      Violation violation = new Violation("column '%s' is NOT NULL, which".formatted(part.name()));
      violations.add(violation);
      required.add(new NotNull(part, violation));
    }
  }

  /**
   * Looks at {@code rows}, whose first columns are the table's.
   *
   * @return whether all rows that were given so far keep all rules
   */
  public boolean check(ColumnBatch rows) {
    int[] selection = new int[rows.rowCount()];
    for (int i = 0; i < filters.size(); i++) {
      int kept = filters.get(i).select(rows, selection);
      if (kept < rows.rowCount()) {
        broken = true;
        addOthers(rows, selection, kept, violations.get(i), conditions.get(i));
      }
    }
    required.forEach(place -> checkNulls(rows, place));
    return !broken;
  }

  private void addOthers(
      ColumnBatch rows, int[] selection, int kept, Violation violation, RowRule rule) {
    int next = 0;
    for (int row = 0; row < rows.rowCount(); row++) {
      if (next < kept && selection[next] == row) {
        next++;
      } else {
        violation.add(rows, row, rules.schema(), rule.columns());
      }
    }
  }

  private void checkNulls(ColumnBatch rows, NotNull place) {
    BitSet nulls = place.part().nulls(rows);
    for (int row = nulls.nextSetBit(0); row >= 0; row = nulls.nextSetBit(row + 1)) {
      broken = true;
      place.violation().add(rows, row, rules.schema(), shown());
    }
  }

  /** A row without a value says which row it is by its first columns. */
  private List<Integer> shown() {
    List<Integer> first = new ArrayList<>();
    for (int i = 0; i < Math.min(rules.schema().size(), 5); i++) {
      first.add(i);
    }
    return first;
  }

  /**
   * Returns if no row has broken a rule.
   *
   * @throws ConstraintViolationException naming each rule, the first rows that break it, and how
   *     many do
   */
  public void requireNone() {
    if (broken) {
      throw new ConstraintViolationException(
          "Cannot write to %s: %s"
              .formatted(
                  rules.table(),
                  violations.stream()
                      .filter(Violation::isBroken)
                      .map(Violation::toString)
                      .collect(Collectors.joining("; "))));
    }
  }
}
