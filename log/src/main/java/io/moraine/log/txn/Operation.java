package io.moraine.log.txn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a transaction does, for the table's history.
 *
 * @param name as Spark names it: {@code WRITE}, {@code DELETE}, {@code MERGE}, {@code OPTIMIZE}
 * @param parameters in Spark's form: each value is text, lists and maps as JSON text
 * @param effect whether its rows are new to the table
 */
public record Operation(String name, Map<String, String> parameters, Effect effect) {
  /** What an operation may do to a table's rows. */
  public enum Effect {
    /** Rows come, go or change. */
    CHANGES_DATA,
    /** The same rows stay, perhaps in other files. */
    REARRANGES
  }

  public Operation {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(effect, "effect");
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** An operation that may change rows. */
  public static Operation of(String name, Map<String, String> parameters) {
    return new Operation(name, parameters, Effect.CHANGES_DATA);
  }

  /** An operation that keeps the table's rows as they are. */
  public static Operation rearranging(String name, Map<String, String> parameters) {
    return new Operation(name, parameters, Effect.REARRANGES);
  }
}
