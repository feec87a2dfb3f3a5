package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.bind.BindContext.Bound;
import io.moraine.engine.physical.Generator;
import io.moraine.engine.plan.Generate;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.sql.syntax.Call.FunctionCall;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Literal.BooleanLiteral;
import io.moraine.engine.sql.syntax.Operation.Aliased;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Relation;
import io.moraine.engine.sql.syntax.SqlExpression;
import io.moraine.engine.sql.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Binds what makes rows of the elements of a collection. */
record GeneratorBinder(BindContext context) {

  /** Whether a function of that name gives rows. */
  static boolean isGenerator(QualifiedName name) {
    return name.parts().size() == 1
        && (Generator.find(name.last().text()).isPresent() || isStack(name));
  }

  private static boolean isStack(QualifiedName name) {
    return name.last().text().equalsIgnoreCase("stack");
  }

  /** The generator that {@code item} of SELECT calls, if it is one. */
  static Optional<FunctionCall> call(SqlExpression item) {
    SqlExpression plain = item instanceof Aliased aliased ? aliased.expression() : item;
    return plain instanceof FunctionCall call && call.over().isEmpty() && isGenerator(call.name())
        ? Optional.of(call)
        : Optional.empty();
  }

  /** What a generator made of rows. */
  record Generated(Generate plan, List<ColumnReference> columns) {}

  /**
   * The rows of {@code input} with what the generator {@code function} makes of each.
   *
   * @param outer whether rows without elements stay, whatever the function's name says
   * @param names of the columns; none for those of the generator
   */
  Generated generate(
      SyntaxNode node,
      Bound input,
      QualifiedName function,
      List<SqlExpression> arguments,
      boolean outer,
      List<Identifier> names) {
    ExpressionBinder binder =
        new ExpressionBinder(
            context,
            input.scope(),
            Optional.empty(),
            Optional.empty(),
            "The argument of " + function.display());
    Expression collection;
    Generator generator;
    if (isStack(function)) {
      collection = stack(node, binder, arguments);
      generator = new Generator(Generator.Form.FIELDS, false, outer);
    } else {
      if (arguments.size() != 1) {
        throw context.error(
            node,
            "%s takes one array or map, found %d arguments"
                .formatted(function.display(), arguments.size()));
      }
      collection = binder.bind(arguments.get(0));
      Generator found =
          Generator.find(function.last().text())
              .orElseThrow(
                  () ->
                      context.error(node, "'%s' does not make rows".formatted(function.display())));
      generator = outer ? found.keepingRows() : found;
    }
    Expression bound = collection;
    StructType columns =
        generator
            .columns(collection.type())
            .orElseThrow(
                () ->
                    context.error(
                        node,
                        "%s cannot make rows of %s, which is %s"
                            .formatted(function.display(), bound, bound.type().sql())));
    if (!names.isEmpty() && names.size() != columns.size()) {
      throw context.error(
          node,
          "%s gives %d columns, found %d names"
              .formatted(function.display(), columns.size(), names.size()));
    }
    List<ColumnReference> generated = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      StructField field = columns.field(i);
      String name = names.isEmpty() ? field.name() : names.get(i).text();
      generated.add(context.ids().fresh(name, field.type(), field.nullable()));
    }
    return new Generated(new Generate(input.plan(), collection, generator, generated), generated);
  }

  /** {@code stack(n, …)}: its values as an array of n structs. */
  private Expression stack(SyntaxNode node, ExpressionBinder binder, List<SqlExpression> values) {
    Expression count = values.isEmpty() ? Literal.of(0) : context.fold(binder.bind(values.get(0)));
    if (!(count instanceof Literal literal)
        || !(literal.value() instanceof Integer rows)
        || rows < 1
        || values.size() < 2) {
      throw context.error(node, "stack takes a number of rows from 1, and their values");
    }
    List<Expression> bound = binder.bindAll(values.subList(1, values.size()));
    int width = (bound.size() + rows - 1) / rows;
    List<Expression> structs = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<Expression> fields = new ArrayList<>();
      for (int i = 0; i < width; i++) {
        int at = row * width + i;
        fields.add(Literal.of("col" + i));
        // The type of a column is that of its first value.
        fields.add(at < bound.size() ? bound.get(at) : Literal.ofNull(bound.get(i).type()));
      }
      structs.add(binder.call(node, "named_struct", fields));
    }
    return binder.call(node, "array", structs);
  }

  /** {@code LATERAL VIEW}. */
  Bound lateralView(Relation.LateralView view, Bound input) {
    Generated generated =
        generate(view, input, view.generator(), view.arguments(), view.outer(), view.columns());
    return withColumns(
        input, generated, view.name().map(name -> List.of(name.text())).orElse(List.of()));
  }

  private static Bound withColumns(Bound input, Generated generated, List<String> qualifier) {
    Scope own = Scope.of(generated.columns(), qualifier, Optional.empty());
    return new Bound(
        generated.plan(), new Scope(input.scope().and(own).columns(), input.scope().outer()));
  }

  /** A relation that is a generator's call, perhaps with names for what it gives. */
  record Call(
      Relation.FunctionRelation function, List<String> qualifier, List<Identifier> columns) {
    static Optional<Call> of(Relation relation) {
      if (relation instanceof Relation.Lateral lateral) {
        return of(lateral.relation());
      } else if (relation instanceof Relation.AliasedRelation aliased) {
        return of(aliased.relation())
            .map(
                call -> new Call(call.function, List.of(aliased.name().text()), aliased.columns()));
      }
      return relation instanceof Relation.FunctionRelation function
              && isGenerator(function.function())
          ? Optional.of(new Call(function, List.of(), List.of()))
          : Optional.empty();
    }
  }

  /** The rows of {@code input}, joined with what the call makes of each. */
  Bound joined(Bound input, Call call, boolean outer) {
    Relation.FunctionRelation function = call.function();
    Generated generated =
        generate(function, input, function.function(), function.arguments(), outer, call.columns());
    List<String> qualifier =
        call.qualifier().isEmpty()
            ? List.of(function.function().last().text().toLowerCase(Locale.ROOT))
            : call.qualifier();
    return withColumns(input, generated, qualifier);
  }

  /** What the call makes of constants, and of columns of a query around. */
  Bound alone(Relation.FunctionRelation function, Optional<Scope> outer) {
    LogicalPlan row = new LogicalPlan.Values(List.of(), List.of(List.of()));
    Bound input = new Bound(row, Scope.empty(outer));
    return joined(input, new Call(function, List.of(), List.of()), false);
  }

  /** The condition that joins a lateral relation, if it says anything. */
  static boolean saysNothing(Relation.JoinCondition condition) {
    return condition instanceof Relation.JoinCondition.None
        || (condition instanceof Relation.JoinCondition.On on
            && on.condition() instanceof BooleanLiteral truth
            && truth.value());
  }
}
