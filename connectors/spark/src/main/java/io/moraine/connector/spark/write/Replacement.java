package io.moraine.connector.spark.write;

import io.moraine.core.expr.Expression;

/** Which rows go when new ones come. */
sealed interface Replacement {
  /** None. */
  record None() implements Replacement {}

  /** All. */
  record All() implements Replacement {}

  /** Those of which {@code condition}, over the table's schema, is true: whole files of them. */
  record Where(Expression condition) implements Replacement {}

  /** Those of the partitions that new rows come to. */
  record Partitions() implements Replacement {}
}
