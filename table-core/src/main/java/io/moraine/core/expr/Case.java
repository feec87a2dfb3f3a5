package io.moraine.core.expr;

import io.moraine.core.type.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code CASE WHEN … THEN … ELSE … END}; a branch is computed only for the rows that reach it.
 *
 * @param branches at least one, each with a boolean condition; all results and {@code otherwise}
 *     have one type
 * @param otherwise the result where no condition is true
 */
public record Case(List<Branch> branches, Expression otherwise) implements Expression {
  /** One WHEN with its THEN. */
  public record Branch(Expression condition, Expression result) {}

  public Case {
    branches = List.copyOf(branches);
    if (branches.isEmpty()) {
      throw new IllegalArgumentException("CASE needs at least one WHEN");
    }
  }

  @Override
  public DataType type() {
    return otherwise.type();
  }

  @Override
  public boolean nullable() {
    return otherwise.nullable() || branches.stream().anyMatch(b -> b.result().nullable());
  }

  @Override
  public List<Expression> children() {
    List<Expression> children = new ArrayList<>();
    for (Branch branch : branches) {
      children.add(branch.condition());
      children.add(branch.result());
    }
    children.add(otherwise);
    return List.copyOf(children);
  }

  @Override
  public Expression withChildren(List<Expression> children) {
    List<Branch> changed = new ArrayList<>();
    for (int i = 0; i + 1 < children.size(); i += 2) {
      changed.add(new Branch(children.get(i), children.get(i + 1)));
    }
    return new Case(changed, children.get(children.size() - 1));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("CASE");
    for (Branch branch : branches) {
      text.append(" WHEN ").append(branch.condition()).append(" THEN ").append(branch.result());
    }
    return text.append(" ELSE ").append(otherwise).append(" END").toString();
  }
}
