package io.moraine.engine.exec.aggregate;

import io.moraine.core.batch.ColumnVector;
import java.util.Arrays;

/**
 * One aggregate over groups numbered from 0. For one thread.
 *
 * <p>Each {@link #update} or {@link #merge} follows a {@link #resize} to at least the groups that
 * it names.
 */
public abstract class Accumulator {
  /** Makes room for groups {@code 0 .. groups)}; never fewer than before. */
  public abstract void resize(int groups);

  /**
   * Adds {@code rows} rows: row {@code i} has the arguments {@code arguments[..]} row {@code i} and
   * belongs to group {@code groups[i]}.
   */
  public abstract void update(int[] groups, int rows, ColumnVector[] arguments);

  /** As {@link #update}, for rows that all belong to {@code group}. */
  public void updateGroup(int group, int rows, ColumnVector[] arguments) {
    int[] groups = new int[rows];
    Arrays.fill(groups, group);
    update(groups, rows, arguments);
  }

  /**
   * Adds what {@code other}, an accumulator made alike, has for its groups {@code from[0 .. count)}
   * to the groups {@code to[0 .. count)} of this one. Changes {@code other} in no way.
   */
  public abstract void merge(Accumulator other, int[] from, int[] to, int count);

  /** The results of groups {@code from} to {@code to}, {@code to} excluded. */
  public abstract ColumnVector result(int from, int to);

  /** About how many bytes it holds. */
  public abstract long bytes();
}
