package io.moraine.engine.dml;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.plan.ColumnIds;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedExpression;
import io.moraine.reader.RowAddress;
import java.util.ArrayList;
import java.util.List;

/** The target's rows with their addresses, and the columns of a change's plan. */
final class Target {
  private final DeltaTable table;
  private final LogicalPlan scan;
  private final List<ColumnReference> columns;
  private final ColumnReference file;
  private final ColumnReference position;
  private final Binder.Names names;

  private Target(DeltaTable table, LogicalPlan scan, List<String> qualifiers) {
    this.table = table;
    this.scan = scan;
    int width = table.schema().size();
    this.columns = scan.output().subList(0, width);
    this.file = scan.output().get(width);
    this.position = scan.output().get(width + 1);
    this.names = Binder.names(columns, qualifiers);
  }

  /**
   * The rows of {@code addressed}, which is {@code table} with addresses.
   *
   * @param qualifiers what the statement calls the table
   */
  static Target of(
      DeltaTable table, CatalogTable addressed, ColumnIds ids, List<String> qualifiers) {
    List<LogicalPlan.Scan.Column> columns = new ArrayList<>();
    for (int i = 0; i < addressed.schema().size(); i++) {
      StructField field = addressed.schema().field(i);
      columns.add(
          new LogicalPlan.Scan.Column(i, ids.fresh(field.name(), field.type(), field.nullable())));
    }
    return new Target(table, LogicalPlan.Scan.of(addressed, columns), qualifiers);
  }

  StructType schema() {
    return table.schema();
  }

  LogicalPlan scan() {
    return scan;
  }

  /** The table's columns, without the addresses. */
  List<ColumnReference> columns() {
    return columns;
  }

  /** What the statement may call the columns. */
  Binder.Names names() {
    return names;
  }

  /** Where the row is, if there is one. */
  List<Expression> address() {
    return List.of(nullable(file), nullable(position));
  }

  private static Expression nullable(ColumnReference column) {
    return new ColumnReference(column.id(), column.name(), column.type(), true);
  }

  /** No address: of a row that is new. */
  static List<Expression> noAddress() {
    return List.of(
        Literal.ofNull(RowAddress.FILE.type()), Literal.ofNull(RowAddress.POSITION.type()));
  }

  /**
   * A change's plan: {@code action}, {@code address} and {@code values} of each row of {@code
   * input}.
   */
  static LogicalPlan project(
      ColumnIds ids,
      StructType schema,
      LogicalPlan input,
      Expression action,
      List<Expression> address,
      List<Expression> values) {
    List<NamedExpression> named = new ArrayList<>();
    named.add(named(ids, "action", action));
    named.add(named(ids, RowAddress.FILE.name(), address.get(0)));
    named.add(named(ids, RowAddress.POSITION.name(), address.get(1)));
    for (int i = 0; i < values.size(); i++) {
      named.add(named(ids, schema.field(i).name(), values.get(i)));
    }
    return new LogicalPlan.Project(input, named);
  }

  private static NamedExpression named(ColumnIds ids, String name, Expression expression) {
    return new NamedExpression(
        ids.fresh(name, expression.type(), expression.nullable()), expression);
  }

  /** The values of rows that only go. */
  static List<Expression> noValues(StructType schema) {
    return schema.fields().stream().<Expression>map(field -> Literal.ofNull(field.type())).toList();
  }
}
