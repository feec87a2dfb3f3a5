package io.moraine.engine.sql.parse;

/**
 * Keeps the trees of one parse so low that walking them by recursion, as every later phase does,
 * fits an ordinary thread's stack.
 *
 * <p>Two things make a tree high: nesting, counted on the way down, and chains such as {@code a + b
 * + c}, counted on the way up.
 */
final class Nesting {
  /** Levels of brackets, queries, prefix operators and the like. */
  static final int MOST_LEVELS = 300;

  /** Levels of the tree, chains included. */
  static final int MOST_HEIGHT = 400;

  private int level;
  private int tallest;

  /** Goes one level down, and says whether there was room. */
  boolean enter() {
    level++;
    return level <= MOST_LEVELS;
  }

  void leave() {
    level--;
  }

  /** The height of the tallest tree {@link #built} since {@link #startOver}. */
  int tallest() {
    return tallest;
  }

  /** Forgets the trees built so far, and returns the height of the tallest of them. */
  int startOver() {
    int before = tallest;
    tallest = 0;
    return before;
  }

  /** Notes a finished tree's height. */
  void built(int height) {
    tallest = Math.max(tallest, height);
  }

  /** The message for a tree too high at some place. */
  static String problem() {
    return "the statement is nested too deeply: at most %d levels, and chains of %d operators"
        .formatted(MOST_LEVELS, MOST_HEIGHT);
  }
}
