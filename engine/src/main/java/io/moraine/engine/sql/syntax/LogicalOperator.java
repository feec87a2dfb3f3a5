package io.moraine.engine.sql.syntax;

/** The operators of {@link Operation.Logical}. */
public enum LogicalOperator {
  AND,
  OR
}
