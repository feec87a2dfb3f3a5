package io.moraine.core.parquet.write;

import java.util.Random;

/** Where the nulls of a column are. */
public enum NullPatterns {
  /** Nowhere. */
  NONE,
  /** Everywhere. */
  ALL,
  /** In the first half. */
  FIRST_HALF,
  /** In the second half. */
  SECOND_HALF,
  /** At every other row. */
  ALTERNATE,
  /** At one row of ten, anywhere. */
  FEW,
  /** At all but one row of ten. */
  MOST,
  /** In runs of up to 300. */
  RUNS,
  /** At rows that end or begin a group of eight. */
  GROUP_EDGES;

  /** Which of {@code rows} rows are null, always the same ones. */
  public boolean[] nulls(int rows) {
    Random random = new Random(name().hashCode());
    boolean[] nulls = new boolean[rows];
    int left = 0;
    boolean state = false;
    for (int i = 0; i < rows; i++) {
      if (left-- == 0) {
        left = random.nextInt(300);
        state = !state;
      }
      nulls[i] =
          switch (this) {
            case NONE -> false;
            case ALL -> true;
            case FIRST_HALF -> i < rows / 2;
            case SECOND_HALF -> i >= rows / 2;
            case ALTERNATE -> i % 2 == 0;
            case FEW -> random.nextInt(10) == 0;
            case MOST -> random.nextInt(10) > 0;
            case RUNS -> state;
            case GROUP_EDGES -> (i & 7) == 7 || (i & 15) == 0;
          };
    }
    return nulls;
  }
}
