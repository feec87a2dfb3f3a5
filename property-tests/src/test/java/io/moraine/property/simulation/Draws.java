package io.moraine.property.simulation;

import io.moraine.property.model.Change;
import io.moraine.property.model.Condition;
import io.moraine.property.model.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Random statements on few keys and few groups, so that they meet. */
final class Draws {
  private static final int KEYS = 12;
  private static final List<String> GROUPS = List.of("a", "b/c", "x=1%25");

  private final RandomGenerator random;

  Draws(RandomGenerator random) {
    this.random = random;
  }

  Change change() {
    int kind = random.nextInt(20);
    if (kind < 6) {
      return new Change.Insert(rows());
    } else if (kind < 8) {
      return new Change.InsertSelect(condition(), random.nextInt(KEYS));
    } else if (kind < 12) {
      Optional<String> group = random.nextInt(3) == 0 ? Optional.of(group()) : Optional.empty();
      return new Change.Update(condition(), 1 + random.nextInt(3), group);
    } else if (kind < 14) {
      return new Change.Delete(condition());
    } else if (kind < 17) {
      return new Change.Merge(rowsOfDifferentKeys(), condition(), random.nextBoolean());
    } else if (kind < 18) {
      return new Change.Rewrite();
    } else if (kind < 19) {
      return new Change.Note(random.nextInt(1000));
    }
    return new Change.Optimize();
  }

  /** Rows of all keys in one file, for others to meet in. */
  Change filling() {
    List<Row> rows = new ArrayList<>();
    for (int key = 0; key < KEYS; key++) {
      rows.add(row(key));
    }
    return new Change.Insert(rows);
  }

  Condition condition() {
    return switch (random.nextInt(6)) {
      case 0 -> new Condition.KeyBelow(random.nextInt(KEYS));
      case 1 -> new Condition.KeyIn(List.of(random.nextInt(KEYS), random.nextInt(KEYS)));
      case 2 -> new Condition.GroupIs(group());
      case 3 -> new Condition.NumberAbove(random.nextInt(1000));
      case 4 -> new Condition.Not(condition());
      default -> new Condition.And(condition(), condition());
    };
  }

  private String group() {
    return GROUPS.get(random.nextInt(GROUPS.size()));
  }

  private Row row(int key) {
    return new Row(
        random.nextInt(20) == 0 ? null : key,
        random.nextInt(20) == 0 ? null : group(),
        random.nextInt(20) == 0 ? null : random.nextLong(1000));
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      rows.add(row(random.nextInt(KEYS)));
    }
    return rows;
  }

  /** A source of which one row at most matches any other. */
  private List<Row> rowsOfDifferentKeys() {
    List<Row> rows = new ArrayList<>();
    for (int key = random.nextInt(4); key < KEYS; key += 1 + random.nextInt(6)) {
      rows.add(row(key));
    }
    return rows;
  }
}
