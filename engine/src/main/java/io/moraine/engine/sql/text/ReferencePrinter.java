package io.moraine.engine.sql.text;

import io.moraine.engine.sql.syntax.Literal;
import io.moraine.engine.sql.syntax.Precedence;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.Reference.PathStep;
import io.moraine.engine.sql.syntax.SqlExpression;

/** Prints references. */
final class ReferencePrinter implements Reference.Visitor<Void> {
  private final Text text;

  ReferencePrinter(Text text) {
    this.text = text;
  }

  @Override
  public Void visitColumnReference(Reference.ColumnReference column) {
    text.name(column.name());
    return null;
  }

  @Override
  public Void visitStar(Reference.Star star) {
    star.qualifier().ifPresent(qualifier -> text.name(qualifier).add("."));
    text.add("*");
    if (!star.except().isEmpty()) {
      text.add(" EXCEPT ").parenthesised(star.except(), text::name);
    }
    return null;
  }

  @Override
  public Void visitPositionalParameter(Reference.PositionalParameter parameter) {
    text.add("?");
    return null;
  }

  @Override
  public Void visitNamedParameter(Reference.NamedParameter parameter) {
    text.add(":").name(parameter.name());
    return null;
  }

  @Override
  public Void visitFieldAccess(Reference.FieldAccess access) {
    // Without parentheses a column's field would be one more part of the column's name, a path's
    // one more step of the path, and TRUE or NULL a column.
    boolean merges =
        access.base() instanceof Reference.ColumnReference
            || access.base() instanceof Literal
            || access.base() instanceof Reference.VariantPath;
    base(access.base(), merges);
    text.add(".").name(access.field());
    return null;
  }

  @Override
  public Void visitSubscript(Reference.Subscript subscript) {
    base(subscript.base(), subscript.base() instanceof Reference.VariantPath);
    text.add("[");
    text.expressions.print(subscript.index());
    text.add("]");
    return null;
  }

  @Override
  public Void visitVariantPath(Reference.VariantPath path) {
    base(path.base(), false);
    text.add(":");
    boolean first = true;
    for (PathStep step : path.steps()) {
      if (step instanceof PathStep.Key key) {
        text.addIf(!first, ".").name(key.name());
      } else if (step instanceof PathStep.Element element) {
        text.add("[" + element.index() + "]");
      } else {
        text.add("[*]");
      }
      first = false;
    }
    return null;
  }

  @Override
  public Void visitPlaceholder(Reference.Placeholder placeholder) {
    text.add(placeholder.kind().name());
    return null;
  }

  private void base(SqlExpression base, boolean alwaysInParentheses) {
    if (alwaysInParentheses) {
      text.add("(");
      text.expressions.print(base);
      text.add(")");
    } else {
      text.expressions.print(base, Precedence.POSTFIX);
    }
  }
}
