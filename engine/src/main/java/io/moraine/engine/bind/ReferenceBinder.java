package io.moraine.engine.bind;

import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.text.NearNames;
import io.moraine.core.type.StructType;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.Reference.ColumnReference;
import io.moraine.engine.sql.syntax.Reference.FieldAccess;
import io.moraine.engine.sql.syntax.Reference.NamedParameter;
import io.moraine.engine.sql.syntax.Reference.Placeholder;
import io.moraine.engine.sql.syntax.Reference.PositionalParameter;
import io.moraine.engine.sql.syntax.Reference.Star;
import io.moraine.engine.sql.syntax.Reference.Subscript;
import io.moraine.engine.sql.syntax.Reference.VariantPath;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Finds what names mean. */
record ReferenceBinder(ExpressionBinder binder) implements Reference.Visitor<Expression> {
  /** Words that call a function without parentheses, where no column is called so. */
  private static final Set<String> CALLED_BARE =
      Set.of("current_date", "current_timestamp", "now", "current_timezone", "localtimestamp");

  /** Errors list no more, as tables may have thousands. */
  private static final int MOST_NAMES = 20;

  @Override
  public Expression visitColumnReference(ColumnReference reference) {
    List<String> parts = reference.name().texts();
    Scope.Found found = binder.scope().find(parts);
    if (found instanceof Scope.Found.One one) {
      return one.expression();
    }
    if (found instanceof Scope.Found.Ambiguous ambiguous) {
      throw binder
          .context()
          .error(
              reference,
              "Column '%s' is ambiguous; it could be %s"
                  .formatted(
                      reference.name().display(), String.join(" or ", ambiguous.candidates())));
    }
    String word = parts.get(0).toLowerCase(Locale.ROOT);
    if (parts.size() == 1 && CALLED_BARE.contains(word)) {
      return binder.call(reference, word);
    }
    throw binder.context().error(reference, unknown(reference));
  }

  private String unknown(ColumnReference reference) {
    List<String> parts = reference.name().texts();
    for (int i = 1; i < parts.size(); i++) {
      if (binder.scope().find(parts.subList(0, i)) instanceof Scope.Found.One one
          && one.expression().type() instanceof StructType struct) {
        return "No column '%s'%s fields of '%s' are: %s"
            .formatted(
                reference.name().display(),
                question(parts.get(i), struct.names(), "; the", " The"),
                String.join(".", parts.subList(0, i)),
                listed(struct.names()));
      }
    }
    List<String> names = binder.scope().names();
    String what = "No column '%s'".formatted(reference.name().display());
    return names.isEmpty()
        ? what + " here: no table is in reach"
        : "%s%s are: %s"
            .formatted(
                what,
                question(parts.get(parts.size() - 1), names, "; there", " There"),
                listed(names));
  }

  /** What {@code name} may have meant, if anything, and how the message goes on. */
  private static String question(
      String name, List<String> names, String without, String afterQuestion) {
    String question = NearNames.question(name, names);
    return question.isEmpty() ? without : question + afterQuestion;
  }

  private static String listed(List<String> names) {
    List<String> first = names.subList(0, Math.min(MOST_NAMES, names.size()));
    int more = names.size() - first.size();
    return String.join(", ", first) + (more == 0 ? "" : ", and %d more".formatted(more));
  }

  @Override
  public Expression visitStar(Star star) {
    throw binder
        .context()
        .error(star, "* can stand only among the items of SELECT and in count(*)");
  }

  @Override
  public Expression visitPositionalParameter(PositionalParameter parameter) {
    List<Literal> values = binder.context().parameters().positional();
    if (parameter.ordinal() >= values.size()) {
      throw binder
          .context()
          .error(
              parameter,
              "No value for the parameter ? number %d; %d are given"
                  .formatted(parameter.ordinal() + 1, values.size()));
    }
    return values.get(parameter.ordinal());
  }

  @Override
  public Expression visitNamedParameter(NamedParameter parameter) {
    Literal value = binder.context().parameters().named().get(parameter.name());
    if (value == null) {
      throw binder
          .context()
          .error(
              parameter,
              "No value for the parameter :%s; there are values for: %s"
                  .formatted(
                      parameter.name(),
                      String.join(
                          ", ", new TreeSet<>(binder.context().parameters().named().keySet()))));
    }
    return value;
  }

  @Override
  public Expression visitFieldAccess(FieldAccess access) {
    Expression base = binder.bind(access.base());
    if (!(base.type() instanceof StructType struct)) {
      throw binder
          .context()
          .error(
              access,
              "Cannot take field '%s' of %s: it is no struct but %s"
                  .formatted(access.field().text(), base, base.type().sql()));
    }
    return binder
        .context()
        .at(
            access,
            () ->
                new io.moraine.core.expr.FieldAccess(base, struct.ordinal(access.field().text())));
  }

  @Override
  public Expression visitSubscript(Subscript subscript) {
    return binder.call(
        subscript, "subscript", binder.bind(subscript.base()), binder.bind(subscript.index()));
  }

  @Override
  public Expression visitVariantPath(VariantPath path) {
    return new VariantBinder(binder).path(path);
  }

  @Override
  public Expression visitPlaceholder(Placeholder placeholder) {
    throw binder
        .context()
        .error(placeholder, "%s has no meaning here".formatted(placeholder.kind()));
  }
}
