package io.moraine.engine.file.source;

import io.moraine.core.error.InvalidInputException;
import java.util.Optional;

/** Counts the rows that did not fit, or refuses the first. Safe for use by several threads. */
public final class RowErrors {
  private final OnError policy;
  private long count;
  private String first;

  /** No errors yet. */
  public RowErrors(OnError policy) {
    this.policy = policy;
  }

  /** What becomes of bad rows. */
  public OnError policy() {
    return policy;
  }

  /**
   * Takes note of a bad row.
   *
   * @param file the file's location
   * @param line where the row starts, from 1
   * @param problem what was expected and what was found
   * @throws InvalidInputException with all of that, if the policy is {@link OnError#FAIL}
   */
  public synchronized void report(String file, long line, String problem) {
    String message = "%s, line %d: %s".formatted(file, line, problem);
    if (policy == OnError.FAIL) {
      throw new InvalidInputException("Cannot read " + message);
    }
    count++;
    if (first == null) {
      first = message;
    }
  }

  /** How many rows were skipped or mended. */
  public synchronized long count() {
    return count;
  }

  /** The first of them: file, line and problem. */
  public synchronized Optional<String> first() {
    return Optional.ofNullable(first);
  }
}
