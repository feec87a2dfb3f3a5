package io.moraine.engine.sql.text;

import io.moraine.engine.sql.syntax.Inspection;

/** Prints DESCRIBE and SHOW. */
final class InspectionPrinter implements Inspection.Visitor<Void> {
  private final Text text;

  InspectionPrinter(Text text) {
    this.text = text;
  }

  @Override
  public Void visitDescribeTable(Inspection.DescribeTable describe) {
    text.add("DESCRIBE TABLE ").addIf(describe.extended(), "EXTENDED ").name(describe.table());
    text.clause(" ", describe.column(), text::name);
    return null;
  }

  @Override
  public Void visitDescribeQuery(Inspection.DescribeQuery describe) {
    text.add("DESCRIBE QUERY ");
    text.queries.print(describe.query());
    return null;
  }

  @Override
  public Void visitDescribeHistory(Inspection.DescribeHistory describe) {
    text.add("DESCRIBE HISTORY ").name(describe.table());
    text.clause(" LIMIT ", describe.limit(), limit -> text.add(Integer.toString(limit)));
    return null;
  }

  @Override
  public Void visitDescribeDetail(Inspection.DescribeDetail describe) {
    text.add("DESCRIBE DETAIL ").name(describe.table());
    return null;
  }

  @Override
  public Void visitShowObjects(Inspection.ShowObjects show) {
    text.add("SHOW ").add(show.kind().name()).clause(" IN ", show.schema(), text::name);
    text.clause(" LIKE ", show.pattern(), text::string);
    return null;
  }

  @Override
  public Void visitShowColumns(Inspection.ShowColumns show) {
    text.add("SHOW COLUMNS IN ").name(show.table());
    return null;
  }

  @Override
  public Void visitShowPartitions(Inspection.ShowPartitions show) {
    text.add("SHOW PARTITIONS ").name(show.table());
    return null;
  }

  @Override
  public Void visitShowProperties(Inspection.ShowProperties show) {
    text.add("SHOW TBLPROPERTIES ").name(show.table());
    show.key().ifPresent(key -> text.add(" (").string(key).add(")"));
    return null;
  }

  @Override
  public Void visitShowCreateTable(Inspection.ShowCreateTable show) {
    text.add("SHOW CREATE TABLE ").name(show.table());
    return null;
  }
}
