package io.moraine.engine.dml;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.FieldAccess;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.plan.ColumnIds;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedExpression;
import io.moraine.reader.RowAddress;
import io.moraine.reader.RowMetadata;
import java.util.ArrayList;
import java.util.List;

/** The target's rows with their addresses, and the columns of a change's plan. */
final class Target {
  private final DeltaTable table;
  private final LogicalPlan scan;
  private final List<ColumnReference> columns;
  private final Binder.Names names;

  private Target(DeltaTable table, LogicalPlan scan, List<String> qualifiers) {
    this.table = table;
    this.scan = scan;
    int width = table.schema().size();
    this.columns = scan.output().subList(0, width);
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
    LogicalPlan scan = LogicalPlan.Scan.of(addressed, columns);
    return new Target(table, withRowId(scan, table, ids), qualifiers);
  }

  /** The id alone, where the scan gives all that is known of a row. */
  private static LogicalPlan withRowId(LogicalPlan scan, DeltaTable table, ColumnIds ids) {
    int metadata = table.schema().size() + RowAddress.COLUMNS.size();
    if (scan.output().size() == metadata) {
      return scan;
    }
    List<NamedExpression> columns = new ArrayList<>();
    for (int i = 0; i < metadata; i++) {
      columns.add(NamedExpression.of(scan.output().get(i)));
    }
    ColumnReference known = scan.output().get(metadata);
    int ordinal = ((StructType) known.type()).ordinal(RowMetadata.ROW_ID);
    columns.add(
        new NamedExpression(
            ids.fresh(RowMetadata.ROW_ID, Primitive.LONG, true), new FieldAccess(known, ordinal)));
    return new LogicalPlan.Project(scan, columns);
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

  /** Where the row is and, where rows are tracked, its id: if there is one. */
  List<Expression> address() {
    List<Expression> address = new ArrayList<>();
    for (int i = columns.size(); i < scan.output().size(); i++) {
      ColumnReference column = scan.output().get(i);
      address.add(new ColumnReference(column.id(), column.name(), column.type(), true));
    }
    return address;
  }
}
