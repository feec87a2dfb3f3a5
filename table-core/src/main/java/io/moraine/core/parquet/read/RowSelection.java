package io.moraine.core.parquet.read;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.eval.Filter;
import io.moraine.core.eval.ValueTest;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;

/** Applies a {@link RowFilter} to batches of the columns that it looks at. */
final class RowSelection {
  /** As long as few rows were seen, it cannot be told whether many will be left out. */
  private static final int TRIAL_ROWS = 1 << 15;

  private final List<Integer> columns;
  private final StructType schema;
  private final Filter filter;
  private final List<Test> tests = new ArrayList<>();
  private long seen;
  private long kept;

  /** A test, and how much it has been worth so far. */
  private static final class Test {
    private final ValueTest test;

    /** The place of the column among those that the filter looks at. */
    private final int place;

    private long asked;
    private long kept;

    Test(ValueTest test, int place) {
      this.test = test;
      this.place = place;
    }

    /** Whether it has left out more than one of eight rows. */
    boolean isWorthAsking() {
      return asked < TRIAL_ROWS || kept * 8 <= asked * 7;
    }
  }

  /** {@code rowFilter} over {@code requested}. */
  RowSelection(RowFilter rowFilter, StructType requested) {
    this.columns = rowFilter.columns();
    List<StructField> fields = new ArrayList<>();
    columns.forEach(ordinal -> fields.add(requested.field(ordinal)));
    this.schema = StructType.ofResult(fields);
    this.filter = rowFilter.filter();
    rowFilter
        .tests()
        .forEach(test -> tests.add(new Test(test.test(), columns.indexOf(test.ordinal()))));
  }

  /** The ordinals of the columns that the filter looks at. */
  List<Integer> columns() {
    return columns;
  }

  /** Forgets what was found so far: other rows come now. */
  void restart() {
    seen = 0;
    kept = 0;
    for (Test test : tests) {
      test.asked = 0;
      test.kept = 0;
    }
  }

  /** Whether it has left out enough to be worth asking. */
  boolean isWorthAsking() {
    return seen < TRIAL_ROWS || kept * 2 <= seen;
  }

  /**
   * Puts the wanted ones of {@code rows} rows into {@code selection}, and returns how many they
   * are: all of them if so many are wanted that the others do no harm, or if the filter fails for
   * one, which may be one that nobody wants.
   *
   * @param vectors the columns that the filter looks at
   */
  int select(int rows, List<ColumnVector> vectors, int[] selection) {
    try {
      int count = filter.select(new ColumnBatch(schema, rows, vectors), selection);
      for (Test test : tests) {
        if (test.isWorthAsking()) {
          test.asked += count;
          count = test.test.refine(vectors.get(test.place), selection, count);
          test.kept += count;
        }
      }
      seen += rows;
      kept += count;
      return count * 2 > rows ? rows : count;
    } catch (InvalidInputException e) {
      return rows;
    }
  }
}
