package io.moraine.engine.bind;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.engine.bind.BindContext.Bound;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.catalog.TableName;
import io.moraine.engine.catalog.TableTime;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedExpression;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Relation;
import io.moraine.engine.sql.syntax.Relation.AliasedRelation;
import io.moraine.engine.sql.syntax.Relation.FunctionRelation;
import io.moraine.engine.sql.syntax.Relation.Join;
import io.moraine.engine.sql.syntax.Relation.Lateral;
import io.moraine.engine.sql.syntax.Relation.LateralView;
import io.moraine.engine.sql.syntax.Relation.Pivot;
import io.moraine.engine.sql.syntax.Relation.Sampled;
import io.moraine.engine.sql.syntax.Relation.SubqueryRelation;
import io.moraine.engine.sql.syntax.Relation.TableReference;
import io.moraine.engine.sql.syntax.Relation.Unpivot;
import io.moraine.engine.sql.syntax.SyntaxNode;
import io.moraine.engine.sql.syntax.TimeTravel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Binds what FROM ranges over. */
record RelationBinder(BindContext context, Optional<Scope> outer)
    implements Relation.Visitor<Bound> {

  @Override
  public Bound visitTableReference(TableReference reference) {
    List<String> parts = reference.name().texts();
    if (parts.size() == 1 && reference.timeTravel().isEmpty()) {
      BindContext.Working working = context.working().get(parts.get(0).toLowerCase(Locale.ROOT));
      if (working != null) {
        return new RecursionBinder(context).workingRows(working, parts.get(0), outer);
      }
      Optional<BindContext.NamedQuery> named = context.query(parts.get(0));
      if (named.isPresent()) {
        return namedQuery(reference, named.get(), parts.get(0));
      }
    }
    TableName name = new TableName(parts);
    TableTime time = reference.timeTravel().map(this::time).orElse(TableTime.LATEST);
    CatalogTable table =
        context
            .catalog()
            .table(name, time)
            .orElseThrow(() -> context.error(reference, context.catalog().missing(name)));
    return scan(context, table, parts, outer);
  }

  /** All columns of {@code table}, which names may qualify by {@code qualifier}. */
  static Bound scan(
      BindContext context, CatalogTable table, List<String> qualifier, Optional<Scope> outer) {
    List<LogicalPlan.Scan.Column> columns = new ArrayList<>();
    for (int i = 0; i < table.schema().size(); i++) {
      var field = table.schema().field(i);
      columns.add(
          new LogicalPlan.Scan.Column(
              i, context.ids().fresh(field.name(), field.type(), field.nullable())));
    }
    Scope scope =
        Scope.of(columns.stream().map(LogicalPlan.Scan.Column::output).toList(), qualifier, outer);
    Optional<StructField> metadata = table.metadata().filter(field -> isNamed(context, field));
    if (metadata.isPresent()) {
      StructField field = metadata.get();
      ColumnReference column = context.ids().fresh(field.name(), field.type(), field.nullable());
      columns.add(new LogicalPlan.Scan.Column(columns.size(), column));
      scope = scope.withNamed(column, qualifier);
    }
    return new Bound(LogicalPlan.Scan.of(table, columns), scope);
  }

  /** Statements that do not name it need not carry it through their plans. */
  private static boolean isNamed(BindContext context, StructField column) {
    return context.text().toLowerCase(Locale.ROOT).contains(column.name());
  }

  private Bound namedQuery(TableReference reference, BindContext.NamedQuery named, String name) {
    Bound bound =
        named.recursive().isPresent()
            ? new RecursionBinder(named.context())
                .bind(named.query(), named.recursive().get(), named.columns())
            : QueryBinder.bind(named.context(), named.query(), Optional.empty());
    return renamed(reference, bound.plan(), name, named.columns());
  }

  TableTime time(TimeTravel travel) {
    ExpressionBinder binder =
        new ExpressionBinder(
            context,
            Scope.empty(Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            "Time travel");
    Expression value = binder.bind(travel.value());
    if (travel instanceof TimeTravel.AsOfVersion) {
      Expression version =
          context.fold(context.at(travel, () -> Expressions.cast(value, Primitive.LONG)));
      if (version instanceof Literal literal && literal.value() instanceof Long number) {
        return new TableTime.Version(number);
      }
      throw context.error(travel, "VERSION AS OF needs a version number, found " + value);
    }
    Expression timestamp =
        context.fold(context.at(travel, () -> Expressions.cast(value, Primitive.TIMESTAMP)));
    if (timestamp instanceof Literal literal && literal.value() instanceof Long micros) {
      return new TableTime.Timestamp(micros);
    }
    throw context.error(travel, "TIMESTAMP AS OF needs a timestamp, found " + value);
  }

  @Override
  public Bound visitSubqueryRelation(SubqueryRelation subquery) {
    Bound bound = QueryBinder.bind(context, subquery.query(), outer);
    return new Bound(bound.plan(), Scope.of(bound.plan().output(), List.of(), outer));
  }

  @Override
  public Bound visitAliasedRelation(AliasedRelation aliased) {
    Bound bound = aliased.relation().accept(this);
    if (aliased.columns().isEmpty()) {
      return new Bound(bound.plan(), bound.scope().qualified(aliased.name().text()));
    }
    return renamed(
        aliased,
        shown(bound),
        aliased.name().text(),
        aliased.columns().stream().map(Identifier::text).toList());
  }

  /** What {@code *} gives of {@code bound}. */
  private static LogicalPlan shown(Bound bound) {
    List<Scope.Column> columns = bound.scope().columns();
    return columns.stream().anyMatch(c -> c.visibility() == Scope.Visibility.NAMED)
        ? new LogicalPlan.Project(
            bound.plan(),
            columns.stream()
                .filter(c -> c.visibility() == Scope.Visibility.SHOWN)
                .map(c -> NamedExpression.of(c.reference()))
                .toList())
        : bound.plan();
  }

  private Bound renamed(SyntaxNode node, LogicalPlan plan, String qualifier, List<String> names) {
    List<ColumnReference> output = plan.output();
    if (!names.isEmpty() && names.size() != output.size()) {
      throw context.error(
          node,
          "%s names %d columns, but has %d".formatted(qualifier, names.size(), output.size()));
    }
    List<Scope.Column> columns = new ArrayList<>();
    List<NamedExpression> projected = new ArrayList<>();
    for (int i = 0; i < output.size(); i++) {
      ColumnReference column = output.get(i);
      String name = names.isEmpty() ? column.name() : names.get(i);
      ColumnReference renamed =
          new ColumnReference(column.id(), name, column.type(), column.nullable());
      columns.add(new Scope.Column(List.of(qualifier), name, renamed, Scope.Visibility.SHOWN));
      projected.add(new NamedExpression(renamed, column));
    }
    LogicalPlan named = names.isEmpty() ? plan : new LogicalPlan.Project(plan, projected);
    return new Bound(named, new Scope(columns, outer));
  }

  @Override
  public Bound visitJoin(Join join) {
    Bound left = join.left().accept(this);
    JoinBinder joins = new JoinBinder(context, outer);
    Optional<GeneratorBinder.Call> generator = GeneratorBinder.Call.of(join.right());
    if (generator.isPresent() && joins.isOneByOne(join)) {
      boolean keeping = join.kind() == Relation.JoinKind.LEFT;
      return new GeneratorBinder(context).joined(left, generator.get(), keeping);
    }
    if (isLateral(join.right())) {
      Scope around = new Scope(left.scope().columns(), outer);
      Bound right = join.right().accept(new RelationBinder(context, Optional.of(around)));
      return joins.bindLateral(join, left, right);
    }
    Bound right = join.right().accept(this);
    return joins.bind(join, left, right);
  }

  private static boolean isLateral(Relation relation) {
    return relation instanceof Lateral
        || (relation instanceof AliasedRelation aliased && isLateral(aliased.relation()));
  }

  @Override
  public Bound visitFunctionRelation(FunctionRelation function) {
    if (GeneratorBinder.isGenerator(function.function())) {
      return new GeneratorBinder(context).alone(function, outer);
    }
    return new TableFunctionBinder(context, outer).bind(function);
  }

  @Override
  public Bound visitLateral(Lateral lateral) {
    return lateral.relation().accept(this);
  }

  @Override
  public Bound visitSampled(Sampled sampled) {
    throw context.unsupported(sampled, "TABLESAMPLE");
  }

  @Override
  public Bound visitLateralView(LateralView view) {
    return new GeneratorBinder(context).lateralView(view, view.relation().accept(this));
  }

  @Override
  public Bound visitPivot(Pivot pivot) {
    return new PivotBinder(context, outer).bind(pivot, pivot.relation().accept(this));
  }

  @Override
  public Bound visitUnpivot(Unpivot unpivot) {
    return new UnpivotBinder(context, outer).bind(unpivot, unpivot.relation().accept(this));
  }
}
