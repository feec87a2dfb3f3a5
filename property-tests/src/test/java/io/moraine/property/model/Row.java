package io.moraine.property.model;

import java.util.Arrays;

/**
 * A row of the model's table; any value may be null.
 *
 * @param k a key, not unique
 * @param g the group, by which the table may be partitioned
 * @param v a number
 */
public record Row(Integer k, String g, Long v) {
  /** As a session's rows print. */
  public String text() {
    return Arrays.toString(new Object[] {k, g, v});
  }

  /** As an item of VALUES. */
  String sql() {
    return "(CAST(%s AS INT), %s, CAST(%s AS BIGINT))".formatted(k, literal(g), v);
  }

  static String literal(String text) {
    return text == null ? "CAST(NULL AS STRING)" : "'" + text.replace("'", "\\'") + "'";
  }
}
