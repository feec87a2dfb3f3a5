package io.moraine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something about a table that could be better.
 *
 * @param severity how much it matters: {@code HIGH}, {@code MEDIUM}, {@code LOW} or {@code NOTE}
 * @param subject what it is about, such as {@code SMALL_FILES}, {@code DELETED_ROWS}, {@code
 *     NO_STATISTICS} or {@code LONG_LOG}
 * @param problem what is found, in a sentence
 * @param figures the numbers in it, by name; the unit is last in a name
 * @param command for a shell, which mends it; nothing if no command can
 */
public record Advice(
    String severity,
    String subject,
    String problem,
    Map<String, Long> figures,
    Optional<String> command) {
  public Advice {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }

  static Advice of(io.moraine.compaction.advice.Advice advice) {
    return new Advice(
        advice.severity().name(),
        advice.subject().name(),
        advice.problem(),
        advice.figures(),
        advice.command());
  }
}
