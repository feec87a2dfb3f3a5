package io.moraine.engine.dml;

import io.moraine.core.expr.Literal;

/** What becomes of one row; the codes stand in the first column of a change's plan. */
enum RowAction {
  /** A new row. */
  INSERT,
  /** The row at the address goes, the new one comes. */
  UPDATE,
  /** The row at the address goes. */
  DELETE;

  Literal code() {
    return Literal.of(ordinal());
  }
}
