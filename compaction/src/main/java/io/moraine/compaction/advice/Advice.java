package io.moraine.compaction.advice;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something about a table that could be better.
 *
 * @param severity how much it matters
 * @param subject what it is about
 * @param problem what is found, in a sentence
 * @param figures the numbers in it, by name; the unit is last in a name
 * @param command for a shell, which mends it; nothing if no command can
 */
public record Advice(
    Severity severity,
    Subject subject,
    String problem,
    Map<String, Long> figures,
    Optional<String> command) {
  public Advice {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  /** Advice with one figure. */
  static Advice of(
      Severity severity,
      Subject subject,
      String problem,
      String figure,
      long number,
      String command) {
    return new Advice(severity, subject, problem, Map.of(figure, number), Optional.of(command));
  }

  /** The same with another figure, after those that it has. */
  Advice with(String figure, long number) {
    Map<String, Long> more = new LinkedHashMap<>(figures);
    more.put(figure, number);
    return new Advice(severity, subject, problem, more, command);
  }
}
