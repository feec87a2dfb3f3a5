package io.moraine.engine.sql.text;

import io.moraine.engine.sql.syntax.SqlType;

/** Prints types. */
final class TypePrinter implements SqlType.Visitor<Void> {
  private final Text text;

  TypePrinter(Text text) {
    this.text = text;
  }

  void print(SqlType type) {
    type.accept(this);
  }

  @Override
  public Void visitSimple(SqlType.Simple simple) {
    text.add(simple.name().name());
    if (!simple.parameters().isEmpty()) {
      text.parenthesised(simple.parameters(), number -> text.add(Integer.toString(number)));
    }
    return null;
  }

  @Override
  public Void visitCollatedString(SqlType.CollatedString string) {
    text.add("STRING COLLATE ").name(string.collation());
    return null;
  }

  @Override
  public Void visitIntervalType(SqlType.IntervalType interval) {
    text.add("INTERVAL")
        .clause(" ", interval.unit(), text::add)
        .clause(" TO ", interval.toUnit(), text::add);
    return null;
  }

  @Override
  public Void visitArrayOf(SqlType.ArrayOf array) {
    text.add("ARRAY<");
    print(array.element());
    text.add(">");
    return null;
  }

  @Override
  public Void visitMapOf(SqlType.MapOf map) {
    text.add("MAP<");
    print(map.key());
    text.add(", ");
    print(map.value());
    text.add(">");
    return null;
  }

  @Override
  public Void visitStructOf(SqlType.StructOf struct) {
    text.add("STRUCT<").list(struct.fields(), this::field).add(">");
    return null;
  }

  private void field(SqlType.Field field) {
    text.name(field.name()).add(": ");
    print(field.type());
    text.addIf(!field.nullable(), " NOT NULL").clause(" COMMENT ", field.comment(), text::string);
  }
}
