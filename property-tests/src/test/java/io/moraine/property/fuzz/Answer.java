package io.moraine.property.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What came of a query: rows in some order as text, or why there are none.
 *
 * @param refusal empty if there are rows
 */
record Answer(List<String> rows, String refusal) {
  static Answer of(List<String> rows) {
    List<String> sorted = new ArrayList<>(rows);
    Collections.sort(sorted);
    return new Answer(sorted, "");
  }

  static Answer refused(Exception problem) {
    return new Answer(List.of(), problem.getClass().getSimpleName() + ": " + problem.getMessage());
  }

  boolean isRefused() {
    return !refusal.isEmpty();
  }

  /** Whether a value met a limit: what is computed before what is left open to an engine. */
  boolean isArithmetic() {
    return refusal.matches(
        "(?is).*(overflow|out of range|cannot (be )?cast|could not cast|conversion error|not fit|too (large|small|wide)|division by zero|divide by zero|does not hold|beyond).*");
  }
}
