package io.moraine.core.expr;

import io.moraine.core.type.DataType;
import java.util.List;

/** A typed expression: bound to columns, its functions resolved. Immutable, compared by value. */
public sealed interface Expression
    permits Call, Case, Cast, ColumnReference, FieldAccess, Lambda, LambdaVariable, Literal {
  /** The type of what it gives. */
  DataType type();

  /** Whether it may give null. */
  boolean nullable();

  /** What it is computed from, in order. */
  List<Expression> children();

  /** The same expression over other children: as many, of the same types. */
  Expression withChildren(List<Expression> children);
}
