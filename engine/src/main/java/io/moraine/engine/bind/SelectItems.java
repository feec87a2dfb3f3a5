package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.FieldAccess;
import io.moraine.core.type.StructType;
import io.moraine.engine.plan.NamedExpression;
import io.moraine.engine.sql.syntax.Operation.Aliased;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Reference;
import io.moraine.engine.sql.syntax.Reference.Star;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Binds the items of SELECT: expands {@code *}, names what has no name. */
final class SelectItems {
  private final ExpressionBinder binder;
  private final List<NamedExpression> columns = new ArrayList<>();
  private final Set<Integer> ids = new HashSet<>();

  private SelectItems(ExpressionBinder binder) {
    this.binder = binder;
  }

  /**
   * The columns of {@code items}, over the columns that {@code binder} has in reach.
   *
   * @param generated what the item that is a generator gives, if one is
   */
  static List<NamedExpression> bind(
      ExpressionBinder binder, List<SqlExpression> items, List<ColumnReference> generated) {
    SelectItems select = new SelectItems(binder);
    for (SqlExpression item : items) {
      if (!generated.isEmpty() && GeneratorBinder.call(item).isPresent()) {
        generated.forEach(column -> select.columns.add(NamedExpression.of(column)));
      } else {
        select.add(item);
      }
    }
    return List.copyOf(select.columns);
  }

  private void add(SqlExpression item) {
    if (item instanceof Star star) {
      star(star);
    } else if (item instanceof Aliased aliased) {
      if (aliased.names().size() != 1) {
        throw binder.context().unsupported(item, "A generator with several names");
      }
      add(aliased.names().get(0).text(), binder.bind(aliased.expression()));
    } else {
      add(name(item), binder.bind(item));
    }
  }

  private String name(SqlExpression item) {
    if (item instanceof Reference.ColumnReference reference) {
      return reference.name().last().text();
    }
    return item instanceof Reference.FieldAccess access
        ? access.field().text()
        : binder.context().textOf(item.range());
  }

  /** A column passed on keeps its id, so that plans need not tell it apart, unless it is there. */
  private void add(String name, Expression expression) {
    ColumnReference output;
    if (expression instanceof ColumnReference column && isOwn(column) && ids.add(column.id())) {
      output = new ColumnReference(column.id(), name, column.type(), column.nullable());
    } else {
      output = binder.context().ids().fresh(name, expression.type(), expression.nullable());
    }
    columns.add(new NamedExpression(output, expression));
  }

  /** A column of a query around this one is another column once this query gives it. */
  private boolean isOwn(ColumnReference column) {
    return binder.scope().columns().stream().anyMatch(c -> c.reference().id() == column.id());
  }

  private void star(Star star) {
    int before = columns.size();
    Set<String> left = new HashSet<>();
    star.except().forEach(name -> left.add(name.last().text().toLowerCase(java.util.Locale.ROOT)));
    Set<String> met = new HashSet<>();
    List<String> qualifier = star.qualifier().map(QualifiedName::texts).orElse(List.of());
    for (Scope.Column column : binder.scope().columns()) {
      boolean shown =
          switch (column.visibility()) {
            case SHOWN -> Scope.qualifiedBy(column, qualifier);
            case QUALIFIED -> !qualifier.isEmpty() && Scope.qualifiedBy(column, qualifier);
            case NAMED -> false;
          };
      if (shown && !excepted(left, met, column.name())) {
        add(column.name(), column.reference());
      }
    }
    if (columns.size() == before && met.isEmpty() && !qualifier.isEmpty()) {
      structFields(star, qualifier, left, met);
    }
    if (met.size() < left.size()) {
      left.removeAll(met);
      throw binder
          .context()
          .error(star, "EXCEPT names columns that are not there: " + String.join(", ", left));
    }
    if (columns.size() == before && met.isEmpty()) {
      throw binder.context().error(star, "* finds no columns here");
    }
  }

  private static boolean excepted(Set<String> left, Set<String> met, String name) {
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    if (!left.contains(lower)) {
      return false;
    }
    met.add(lower);
    return true;
  }

  private void structFields(Star star, List<String> qualifier, Set<String> left, Set<String> met) {
    if (binder.scope().find(qualifier) instanceof Scope.Found.One one
        && one.expression().type() instanceof StructType struct) {
      for (int i = 0; i < struct.size(); i++) {
        if (!excepted(left, met, struct.field(i).name())) {
          add(struct.field(i).name(), new FieldAccess(one.expression(), i));
        }
      }
      return;
    }
    throw binder
        .context()
        .error(star, "No table or struct '%s'".formatted(String.join(".", qualifier)));
  }
}
