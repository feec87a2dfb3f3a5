package io.moraine.engine.sql.text;

import io.moraine.engine.sql.syntax.ColumnDefinition;
import io.moraine.engine.sql.syntax.ColumnDefinition.Generation;
import io.moraine.engine.sql.syntax.ColumnPosition;

/** Prints definitions of columns. */
final class ColumnPrinter {
  private final Text text;

  ColumnPrinter(Text text) {
    this.text = text;
  }

  void print(ColumnDefinition column) {
    text.name(column.name()).add(" ");
    text.types.print(column.type());
    text.addIf(!column.nullable(), " NOT NULL");
    text.clause(" DEFAULT ", column.defaultValue(), text.expressions::print);
    text.clause(" GENERATED ", column.generation(), this::generation);
    text.clause(" COMMENT ", column.comment(), text::string);
    text.clause(" ", column.position(), this::position);
  }

  private void generation(Generation generation) {
    if (generation instanceof Generation.Computed computed) {
      text.add("ALWAYS AS (");
      text.expressions.print(computed.expression());
      text.add(")");
      return;
    }
    Generation.Identity identity = (Generation.Identity) generation;
    text.add(identity.always() ? "ALWAYS" : "BY DEFAULT").add(" AS IDENTITY");
    if (identity.start().isPresent() || identity.step().isPresent()) {
      Text inside = new Text();
      inside.clause(" START WITH ", identity.start(), start -> inside.add(start.toString()));
      inside.clause(" INCREMENT BY ", identity.step(), step -> inside.add(step.toString()));
      text.add(" (").add(inside.toString().strip()).add(")");
    }
  }

  void position(ColumnPosition position) {
    if (position instanceof ColumnPosition.After after) {
      text.add("AFTER ").name(after.column());
    } else {
      text.add("FIRST");
    }
  }
}
