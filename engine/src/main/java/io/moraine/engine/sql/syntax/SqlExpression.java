package io.moraine.engine.sql.syntax;

/** Anything that has a value, and what may stand among such things in a list. */
public sealed interface SqlExpression extends SyntaxNode
    permits Literal, Reference, Operation, Predicate, Call {

  /** Calls the visitor's method for this expression's family. */
  <R> R accept(Visitor<R> visitor);

  /** One method for each family; each family has a visitor of its own for its cases. */
  interface Visitor<R> {
    R visitLiteral(Literal literal);

    R visitReference(Reference reference);

    R visitOperation(Operation operation);

    R visitPredicate(Predicate predicate);

    R visitCall(Call call);
  }
}
