package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;
import io.moraine.engine.exec.hash.KeyColumn;
import io.moraine.engine.exec.hash.KeyIndex;
import io.moraine.engine.exec.memory.Reservation;
import io.moraine.engine.physical.JoinKey;
import io.moraine.engine.physical.KeyMatch;
import java.util.ArrayList;
import java.util.List;

/** The build side of a hash join: its rows, found by key. Immutable but for matches. */
final class HashBuild {
  private final BuildRows rows;
  private final ColumnVector[] keys;

  /** The rows that can match, by all keys. */
  private final KeyIndex index;

  /** By the keys that are not null-aware: rows with a null in a null-aware key, and all rows. */
  private final KeyIndex unknownRows;

  private final KeyIndex allRows;

  HashBuild(BuildRows rows, List<JoinKey> keys, EvaluationContext context, Reservation memory) {
    this.rows = rows;
    ColumnBatch batch = rows.batch();
    this.keys = new Projection(expressions(keys), context).evaluate(batch);
    List<ColumnVector> compared = columns(keys, KeyMatch.EQUAL);
    List<ColumnVector> aware = columns(keys, KeyMatch.NULL_AWARE);
    int[] base = new int[batch.rowCount()];
    for (int i = 0; i < base.length; i++) {
      base[i] = i;
    }
    int baseCount = select(compared, base, base.length, true, base);
    int[] known = new int[baseCount];
    int knownCount = select(aware, base, baseCount, true, known);
    this.index = KeyIndex.of(columns(keys), this.keys, known, knownCount);
    memory.add(index.bytes());
    if (aware.isEmpty()) {
      this.unknownRows = null;
      this.allRows = null;
      return;
    }
    int[] unknown = new int[baseCount];
    int unknownCount = select(aware, base, baseCount, false, unknown);
    List<JoinKey> others = others(keys);
    ColumnVector[] otherKeys = pick(this.keys, keys);
    this.unknownRows = KeyIndex.of(columns(others), otherKeys, unknown, unknownCount);
    this.allRows = KeyIndex.of(columns(others), otherKeys, base, baseCount);
    memory.add(unknownRows.bytes() + allRows.bytes());
  }

  private static List<Expression> expressions(List<JoinKey> keys) {
    return keys.stream().map(JoinKey::build).toList();
  }

  private static List<KeyColumn> columns(List<JoinKey> keys) {
    return keys.stream()
        .map(
            key ->
                new KeyColumn(
                    key.build().type(),
                    key.match() == KeyMatch.NULL_SAFE
                        && (key.build().nullable() || key.probe().nullable())))
        .toList();
  }

  /** The keys that are not null-aware. */
  static List<JoinKey> others(List<JoinKey> keys) {
    return keys.stream().filter(key -> key.match() != KeyMatch.NULL_AWARE).toList();
  }

  /** Of {@code vectors}, one a key, those of keys that are not null-aware. */
  static ColumnVector[] pick(ColumnVector[] vectors, List<JoinKey> keys) {
    List<ColumnVector> picked = new ArrayList<>();
    for (int k = 0; k < vectors.length; k++) {
      if (keys.get(k).match() != KeyMatch.NULL_AWARE) {
        picked.add(vectors[k]);
      }
    }
    return picked.toArray(ColumnVector[]::new);
  }

  private List<ColumnVector> columns(List<JoinKey> joinKeys, KeyMatch match) {
    List<ColumnVector> columns = new ArrayList<>();
    for (int k = 0; k < keys.length; k++) {
      if (joinKeys.get(k).match() == match) {
        columns.add(keys[k]);
      }
    }
    return columns;
  }

  /**
   * Of {@code from[0 .. count)}, the rows without a null in {@code columns}, or those with one; may
   * write to the array it reads.
   */
  private static int select(
      List<ColumnVector> columns, int[] from, int count, boolean withoutNull, int[] to) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      boolean isNull = false;
      for (ColumnVector column : columns) {
        isNull |= column.isNull(from[i]);
      }
      if (isNull != withoutNull) {
        to[kept++] = from[i];
      }
    }
    return kept;
  }

  BuildRows rows() {
    return rows;
  }

  List<ColumnVector> keys() {
    return List.of(keys);
  }

  ColumnVector key(int ordinal) {
    return keys[ordinal];
  }

  KeyIndex index() {
    return index;
  }

  KeyIndex unknownRows() {
    return unknownRows;
  }

  KeyIndex allRows() {
    return allRows;
  }
}
