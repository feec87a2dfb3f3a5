package io.moraine.engine.dml;

import io.moraine.core.expr.Literal;

/** What becomes of one row; the codes stand in the first column of a change's plan. */
enum RowAction {
  /** A new row. */
  INSERT(0),
  /** The row at the address goes, the new one comes. */
  UPDATE(1),
  /** The row at the address goes. */
  DELETE(2);

  private final int code;

  RowAction(int code) {
    this.code = code;
  }

  /** The action whose code is {@code code}. */
  static RowAction of(int code) {
    return switch (code) {
      case 0 -> INSERT;
      case 1 -> UPDATE;
      case 2 -> DELETE;
      default -> throw new IllegalArgumentException("No row action has code " + code);
    };
  }

  Literal code() {
    return Literal.of(code);
  }
}
