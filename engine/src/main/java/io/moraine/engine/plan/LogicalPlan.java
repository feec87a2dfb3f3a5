package io.moraine.engine.plan;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.physical.JoinKind;
import io.moraine.engine.physical.SortKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A relational operator over its inputs. Immutable, compared by value.
 *
 * <p>Expressions refer to columns of the inputs' {@link #output()} by id. A reference that no input
 * provides is a correlated one: an operator further up, a {@link Join} that is {@linkplain
 * Join#dependent() dependent}, provides it.
 */
public sealed interface LogicalPlan
    permits LogicalPlan.Aggregate,
        LogicalPlan.Filter,
        LogicalPlan.Join,
        LogicalPlan.Limit,
        LogicalPlan.Project,
        LogicalPlan.Scan,
        LogicalPlan.Sort,
        LogicalPlan.UnionAll,
        LogicalPlan.Values,
        Expand,
        Generate,
        Recursion,
        Window,
        WorkingRows {

  /**
   * Rows of a table.
   *
   * @param columns what it gives
   * @param filters over {@code filterColumns}; rows for which one is not true may be left out by
   *     the source, which need not leave out all of them
   * @param filterColumns the columns that filters may name, given or not
   */
  record Scan(
      CatalogTable table,
      List<Column> columns,
      List<Expression> filters,
      List<Column> filterColumns)
      implements LogicalPlan {
    /** Column {@code ordinal} of the table, as this scan's {@code output}. */
    public record Column(int ordinal, ColumnReference output) {}

    public Scan {
      columns = List.copyOf(columns);
      filters = List.copyOf(filters);
      filterColumns = List.copyOf(filterColumns);
    }

    /** A scan of {@code columns}, without filters. */
    public static Scan of(CatalogTable table, List<Column> columns) {
      return new Scan(table, columns, List.of(), columns);
    }

    @Override
    public List<ColumnReference> output() {
      return columns.stream().map(Column::output).toList();
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of();
    }

    /** None: filters are told by the source itself, of columns that need not be given. */
    @Override
    public List<Expression> expressions() {
      return List.of();
    }

    @Override
    public LogicalPlan withInputs(List<LogicalPlan> inputs) {
      return this;
    }

    @Override
    public LogicalPlan mapExpressions(UnaryOperator<Expression> change) {
      return new Scan(table, columns, filters.stream().map(change).toList(), filterColumns);
    }

    @Override
    public String label() {
      return "Scan %s [%s]%s"
          .formatted(
              table.name(),
              Names.of(output()),
              filters.isEmpty() ? "" : " where " + Names.and(filters));
    }
  }

  /** Rows written out; each has an expression without columns for each of {@code output}. */
  record Values(List<ColumnReference> output, List<List<Expression>> rows) implements LogicalPlan {
    public Values {
      output = List.copyOf(output);
      rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of();
    }

    @Override
    public List<Expression> expressions() {
      return rows.stream().flatMap(List::stream).toList();
    }

    @Override
    public LogicalPlan withInputs(List<LogicalPlan> inputs) {
      return this;
    }

    @Override
    public LogicalPlan mapExpressions(UnaryOperator<Expression> change) {
      return new Values(
          output, rows.stream().map(row -> row.stream().map(change).toList()).toList());
    }

    @Override
    public String label() {
      return "Values [%s], %d rows".formatted(Names.of(output), rows.size());
    }
  }

  /** The rows for which {@code condition} is true. */
  record Filter(LogicalPlan input, Expression condition) implements LogicalPlan {
    @Override
    public List<ColumnReference> output() {
      return input.output();
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public List<Expression> expressions() {
      return List.of(condition);
    }

    @Override
    public LogicalPlan withInputs(List<LogicalPlan> inputs) {
      return new Filter(inputs.get(0), condition);
    }

    @Override
    public LogicalPlan mapExpressions(UnaryOperator<Expression> change) {
      return new Filter(input, change.apply(condition));
    }

    @Override
    public String label() {
      return "Filter " + condition;
    }
  }

  /** Columns computed from each row. */
  record Project(LogicalPlan input, List<NamedExpression> columns) implements LogicalPlan {
    public Project {
      columns = List.copyOf(columns);
    }

    @Override
    public List<ColumnReference> output() {
      return columns.stream().map(NamedExpression::output).toList();
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public List<Expression> expressions() {
      return columns.stream().map(NamedExpression::expression).toList();
    }

    @Override
    public LogicalPlan withInputs(List<LogicalPlan> inputs) {
      return new Project(inputs.get(0), columns);
    }

    @Override
    public LogicalPlan mapExpressions(UnaryOperator<Expression> change) {
      return new Project(input, columns.stream().map(c -> c.map(change)).toList());
    }

    @Override
    public String label() {
      return "Project " + Names.named(columns);
    }
  }

  /**
   * Pairs of rows of both inputs for which {@code condition} is true, or what the kind makes of
   * them. The left input is the probe side of {@link JoinKind}'s descriptions.
   *
   * @param mark what a MARK join adds, empty for the other kinds
   * @param dependent whether {@code right} refers to columns of {@code left}; unnesting removes it
   */
  record Join(
      JoinKind kind,
      LogicalPlan left,
      LogicalPlan right,
      Expression condition,
      Optional<Mark> mark,
      boolean dependent)
      implements LogicalPlan {
    public Join {
      if ((kind == JoinKind.MARK) != mark.isPresent()) {
        throw new IllegalArgumentException("A MARK join, and no other, has a mark: " + kind);
      }
    }

    /** A join of independent inputs. */
    public static Join of(
        JoinKind kind, LogicalPlan left, LogicalPlan right, Expression condition) {
      return new Join(kind, left, right, condition, Optional.empty(), false);
    }

    @Override
    public List<ColumnReference> output() {
      List<ColumnReference> output = new ArrayList<>();
      boolean leftMayMiss = kind == JoinKind.RIGHT || kind == JoinKind.FULL;
      boolean rightMayMiss =
          kind == JoinKind.LEFT || kind == JoinKind.FULL || kind == JoinKind.SINGLE;
      left.output().forEach(column -> output.add(leftMayMiss ? Names.nullable(column) : column));
      if (kind.givesBuild()) {
        right
            .output()
            .forEach(column -> output.add(rightMayMiss ? Names.nullable(column) : column));
      }
      mark.ifPresent(added -> output.add(added.column()));
      return List.copyOf(output);
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of(left, right);
    }

    @Override
    public List<Expression> expressions() {
      List<Expression> expressions = new ArrayList<>();
      expressions.add(condition);
      mark.flatMap(Mark::membership).ifPresent(expressions::add);
      return expressions;
    }

    @Override
    public LogicalPlan withInputs(List<LogicalPlan> inputs) {
      return new Join(kind, inputs.get(0), inputs.get(1), condition, mark, dependent);
    }

    @Override
    public LogicalPlan mapExpressions(UnaryOperator<Expression> change) {
      return new Join(
          kind,
          left,
          right,
          change.apply(condition),
          mark.map(added -> new Mark(added.column(), added.membership().map(change))),
          dependent);
    }

    @Override
    public String label() {
      return "%s%s join on %s%s"
          .formatted(
              dependent ? "Dependent " : "",
              kind,
              condition,
              mark.flatMap(Mark::membership).map(m -> ", member if " + m).orElse(""));
    }
  }

  /** One row for each distinct combination of {@code groups}, with aggregates over its rows. */
  record Aggregate(LogicalPlan input, List<NamedExpression> groups, List<NamedAggregate> aggregates)
      implements LogicalPlan {
    /** Without groups there is always exactly one row. */
    public Aggregate {
      groups = List.copyOf(groups);
      aggregates = List.copyOf(aggregates);
    }

    @Override
    public List<ColumnReference> output() {
      List<ColumnReference> output = new ArrayList<>();
      groups.forEach(group -> output.add(group.output()));
      aggregates.forEach(aggregate -> output.add(aggregate.output()));
      return List.copyOf(output);
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public List<Expression> expressions() {
      List<Expression> expressions = new ArrayList<>();
      groups.forEach(group -> expressions.add(group.expression()));
      aggregates.forEach(
          aggregate -> {
            expressions.addAll(aggregate.call().arguments());
            expressions.add(aggregate.call().filter());
          });
      return expressions;
    }

    @Override
    public LogicalPlan withInputs(List<LogicalPlan> inputs) {
      return new Aggregate(inputs.get(0), groups, aggregates);
    }

    @Override
    public LogicalPlan mapExpressions(UnaryOperator<Expression> change) {
      return new Aggregate(
          input,
          groups.stream().map(group -> group.map(change)).toList(),
          aggregates.stream().map(aggregate -> aggregate.map(change)).toList());
    }

    @Override
    public String label() {
      return "Aggregate by [%s] %s".formatted(Names.named(groups), aggregates);
    }
  }

  /** The rows in order. */
  record Sort(LogicalPlan input, List<SortKey> keys) implements LogicalPlan {
    public Sort {
      keys = List.copyOf(keys);
    }

    @Override
    public List<ColumnReference> output() {
      return input.output();
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public List<Expression> expressions() {
      return keys.stream().map(SortKey::expression).toList();
    }

    @Override
    public LogicalPlan withInputs(List<LogicalPlan> inputs) {
      return new Sort(inputs.get(0), keys);
    }

    @Override
    public LogicalPlan mapExpressions(UnaryOperator<Expression> change) {
      return new Sort(input, keys.stream().map(key -> key.map(change)).toList());
    }

    @Override
    public String label() {
      return "Sort " + keys;
    }
  }

  /** At most {@code limit} rows after the first {@code offset}; no limit if it is empty. */
  record Limit(LogicalPlan input, OptionalLong limit, long offset) implements LogicalPlan {
    @Override
    public List<ColumnReference> output() {
      return input.output();
    }

    @Override
    public List<LogicalPlan> inputs() {
      return List.of(input);
    }

    @Override
    public List<Expression> expressions() {
      return List.of();
    }

    @Override
    public LogicalPlan withInputs(List<LogicalPlan> inputs) {
      return new Limit(inputs.get(0), limit, offset);
    }

    @Override
    public LogicalPlan mapExpressions(UnaryOperator<Expression> change) {
      return this;
    }

    @Override
    public String label() {
      return "Limit %s offset %d".formatted(limit.isPresent() ? limit.getAsLong() : "none", offset);
    }
  }

  /** All rows of all inputs; column {@code i} of the output is column {@code i} of each input. */
  record UnionAll(List<LogicalPlan> inputs, List<ColumnReference> output) implements LogicalPlan {
    public UnionAll {
      inputs = List.copyOf(inputs);
      output = List.copyOf(output);
    }

    @Override
    public List<Expression> expressions() {
      return List.of();
    }

    @Override
    public LogicalPlan withInputs(List<LogicalPlan> inputs) {
      return new UnionAll(inputs, output);
    }

    @Override
    public LogicalPlan mapExpressions(UnaryOperator<Expression> change) {
      return this;
    }

    @Override
    public String label() {
      return "Union all";
    }
  }

  /** The columns that it gives, in order. */
  List<ColumnReference> output();

  /** The operators that it reads. */
  List<LogicalPlan> inputs();

  /** All expressions that it computes itself, each as it stands. */
  List<Expression> expressions();

  /** The same operator over other inputs, as many. */
  LogicalPlan withInputs(List<LogicalPlan> inputs);

  /** The same operator with {@code change} made to each of its expressions. */
  LogicalPlan mapExpressions(UnaryOperator<Expression> change);

  /** One line for EXPLAIN, without the inputs. */
  String label();

  /** The ids of columns that this operator or one below it uses and none below provides. */
  default Set<Integer> freeColumns() {
    Set<Integer> free = new LinkedHashSet<>();
    Set<Integer> provided = new LinkedHashSet<>();
    for (LogicalPlan input : inputs()) {
      input.output().forEach(column -> provided.add(column.id()));
    }
    for (LogicalPlan input : inputs()) {
      free.addAll(input.freeColumns());
    }
    expressions().forEach(expression -> Names.collectColumns(expression, free));
    free.removeAll(provided);
    return free;
  }

  /** This operator and those below it as indented lines. */
  default String tree() {
    StringBuilder text = new StringBuilder();
    Names.appendTree(this, 0, text);
    return text.toString();
  }
}
