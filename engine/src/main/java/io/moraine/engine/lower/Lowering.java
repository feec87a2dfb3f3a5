package io.moraine.engine.lower;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.catalog.ScanRequest;
import io.moraine.engine.optimize.Cardinality;
import io.moraine.engine.physical.AggregateCall;
import io.moraine.engine.physical.PhysicalAggregate;
import io.moraine.engine.physical.PhysicalExpand;
import io.moraine.engine.physical.PhysicalFilter;
import io.moraine.engine.physical.PhysicalGenerate;
import io.moraine.engine.physical.PhysicalLimit;
import io.moraine.engine.physical.PhysicalPlan;
import io.moraine.engine.physical.PhysicalProject;
import io.moraine.engine.physical.PhysicalRecursion;
import io.moraine.engine.physical.PhysicalScan;
import io.moraine.engine.physical.PhysicalSort;
import io.moraine.engine.physical.PhysicalTopN;
import io.moraine.engine.physical.PhysicalUnionAll;
import io.moraine.engine.physical.PhysicalValues;
import io.moraine.engine.physical.PhysicalWindow;
import io.moraine.engine.physical.PhysicalWorkingRows;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.physical.SortKey;
import io.moraine.engine.plan.Expand;
import io.moraine.engine.plan.Generate;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedExpression;
import io.moraine.engine.plan.NamedWindowCall;
import io.moraine.engine.plan.Recursion;
import io.moraine.engine.plan.Window;
import io.moraine.engine.plan.WorkingRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Turns an optimised logical plan into operators. The operators' columns stand in the order of the
 * logical operators' {@code output()}.
 *
 * @param values computes the rows of VALUES
 * @param cardinality guesses which side of a join is smaller
 * @param known the sources made so far, by what they read
 * @param sources told of each source as it is made, to ask it later what it read and skipped
 */
public record Lowering(
    ValuesEvaluator values,
    Function<ScanSource, ScanSource> sources,
    Cardinality cardinality,
    Map<List<Object>, ScanSource> known) {
  /** As the other, with guesses of its own. */
  public Lowering(ValuesEvaluator values, Function<ScanSource, ScanSource> sources) {
    this(values, sources, new Cardinality(), new HashMap<>());
  }

  /** Computes rows of expressions without columns. */
  @FunctionalInterface
  public interface ValuesEvaluator {
    /** The rows as batches of {@code schema}. */
    List<ColumnBatch> evaluate(StructType schema, List<List<Expression>> rows);
  }

  /** The operators that give what the whole of {@code plan} gives; equal parts are shared. */
  public PhysicalPlan lowerAll(LogicalPlan plan) {
    return SharedParts.in(lower(plan));
  }

  /** The operators that give what {@code plan} gives. */
  PhysicalPlan lower(LogicalPlan plan) {
    if (plan instanceof LogicalPlan.Scan scan) {
      return scan(scan);
    } else if (plan instanceof LogicalPlan.Values v) {
      StructType schema = schema(v.output());
      return new PhysicalValues(schema, values.evaluate(schema, v.rows()));
    } else if (plan instanceof LogicalPlan.Filter filter) {
      return new PhysicalFilter(
          lower(filter.input()), Ordinals.of(filter.input()).bind(filter.condition()));
    } else if (plan instanceof LogicalPlan.Project project) {
      return new PhysicalProject(
          lower(project.input()),
          bind(project.input(), project.columns()),
          schema(project.output()));
    } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
      return aggregate(aggregate);
    } else if (plan instanceof LogicalPlan.Join join) {
      return new JoinLowering(this).lower(join);
    } else if (plan instanceof LogicalPlan.Sort sort) {
      return sort.keys().isEmpty()
          ? lower(sort.input())
          : new PhysicalSort(lower(sort.input()), keys(sort));
    } else if (plan instanceof LogicalPlan.Limit limit) {
      return limit(limit);
    } else if (plan instanceof Window window) {
      return window(window);
    } else if (plan instanceof Recursion recursion) {
      return new PhysicalRecursion(
          recursion.id(),
          lower(recursion.base()),
          lower(recursion.step()),
          schema(recursion.output()));
    } else if (plan instanceof WorkingRows rows) {
      return new PhysicalWorkingRows(rows.id(), schema(rows.output()));
    } else if (plan instanceof Generate generate) {
      return new PhysicalGenerate(
          lower(generate.input()),
          Ordinals.of(generate.input()).bind(generate.collection()),
          generate.generator(),
          schema(generate.output()));
    } else if (plan instanceof Expand expand) {
      Ordinals ordinals = Ordinals.of(expand.input());
      return new PhysicalExpand(
          lower(expand.input()),
          expand.projections().stream()
              .map(projection -> projection.stream().map(ordinals::bind).toList())
              .toList(),
          schema(expand.output()));
    }
    LogicalPlan.UnionAll union = (LogicalPlan.UnionAll) plan;
    return new PhysicalUnionAll(
        union.inputs().stream().map(this::lower).toList(), schema(union.output()));
  }

  private PhysicalPlan scan(LogicalPlan.Scan scan) {
    List<Integer> columns = scan.columns().stream().map(LogicalPlan.Scan.Column::ordinal).toList();
    Ordinals ordinals = Ordinals.ofScan(scan);
    List<Expression> filters = scan.filters().stream().map(ordinals::bind).toList();
    List<Object> what = List.of(scan.table().identity(), columns, filters);
    ScanSource source = known.get(what);
    if (source == null) {
      source = sources.apply(scan.table().scan(new ScanRequest(columns, filters)));
      known.put(what, source);
    }
    return new PhysicalScan(source, schema(scan.output()));
  }

  private PhysicalPlan aggregate(LogicalPlan.Aggregate aggregate) {
    Ordinals ordinals = Ordinals.of(aggregate.input());
    List<AggregateCall> calls = new ArrayList<>();
    aggregate.aggregates().forEach(named -> calls.add(named.call().map(ordinals::bind)));
    return new PhysicalAggregate(
        lower(aggregate.input()),
        bind(aggregate.input(), aggregate.groups()),
        calls,
        schema(aggregate.output()));
  }

  private PhysicalPlan window(Window window) {
    Window bound = window.mapExpressions(Ordinals.of(window.input())::bind);
    return new PhysicalWindow(
        lower(window.input()),
        bound.partition(),
        bound.order(),
        bound.calls().stream().map(NamedWindowCall::call).toList(),
        schema(window.output()));
  }

  /** A limit over an order holds only the rows it gives, also where a projection is between. */
  private PhysicalPlan limit(LogicalPlan.Limit limit) {
    long rows = limit.limit().orElse(PhysicalLimit.ALL);
    boolean bounded = rows != PhysicalLimit.ALL;
    if (bounded && limit.input() instanceof LogicalPlan.Sort sort) {
      return topN(sort, rows, limit.offset());
    }
    if (bounded
        && limit.input() instanceof LogicalPlan.Project project
        && project.input() instanceof LogicalPlan.Sort sort) {
      return new PhysicalProject(
          topN(sort, rows, limit.offset()),
          bind(sort, project.columns()),
          schema(project.output()));
    }
    return new PhysicalLimit(lower(limit.input()), rows, limit.offset());
  }

  private PhysicalPlan topN(LogicalPlan.Sort sort, long limit, long offset) {
    return new PhysicalTopN(lower(sort.input()), keys(sort), limit, offset);
  }

  private static List<SortKey> keys(LogicalPlan.Sort sort) {
    Ordinals ordinals = Ordinals.of(sort.input());
    return sort.keys().stream().map(key -> key.map(ordinals::bind)).toList();
  }

  private static List<Expression> bind(LogicalPlan input, List<NamedExpression> columns) {
    Ordinals ordinals = Ordinals.of(input);
    return columns.stream().map(column -> ordinals.bind(column.expression())).toList();
  }

  /** The columns as a schema. */
  public static StructType schema(List<ColumnReference> columns) {
    return StructType.ofResult(
        columns.stream()
            .map(c -> StructField.of(c.name(), c.type()).withNullable(c.nullable()))
            .toList());
  }
}
