package io.moraine.engine.sql.text;

import io.moraine.engine.sql.syntax.Call;
import io.moraine.engine.sql.syntax.Precedence;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Window;
import java.util.Locale;
import java.util.Set;

/** Prints calls and their windows. */
final class CallPrinter implements Call.Visitor<Void> {
  /** Keywords that are functions too, and can only be that before a parenthesis. */
  private static final Set<String> FUNCTION_KEYWORDS =
      Set.of("LEFT", "RIGHT", "IF", "FIRST", "REPLACE", "GROUPING");

  private final Text text;

  CallPrinter(Text text) {
    this.text = text;
  }

  @Override
  public Void visitFunctionCall(Call.FunctionCall call) {
    functionName(call.name());
    text.add("(").addIf(call.distinct(), "DISTINCT ");
    text.list(call.arguments(), text.expressions::print).add(")");
    if (!call.withinGroup().isEmpty()) {
      text.add(" WITHIN GROUP (ORDER BY ")
          .list(call.withinGroup(), text.expressions::sortKey)
          .add(")");
    }
    call.filter()
        .ifPresent(
            condition -> {
              text.add(" FILTER (WHERE ");
              text.expressions.print(condition);
              text.add(")");
            });
    text.addIf(
        call.nullTreatment() != Call.NullTreatment.UNSPECIFIED,
        " " + call.nullTreatment() + " NULLS");
    text.clause(" OVER ", call.over(), this::window);
    return null;
  }

  private void functionName(QualifiedName name) {
    String only = name.parts().size() == 1 ? name.last().text() : "";
    if (FUNCTION_KEYWORDS.contains(only.toUpperCase(Locale.ROOT))) {
      text.add(only);
    } else {
      text.name(name);
    }
  }

  @Override
  public Void visitExtract(Call.Extract extract) {
    text.add("EXTRACT(").name(extract.field()).add(" FROM ");
    text.expressions.print(extract.source());
    text.add(")");
    return null;
  }

  @Override
  public Void visitTrim(Call.Trim trim) {
    text.add("TRIM(")
        .add(trim.side().name())
        .clause(" ", trim.characters(), text.expressions::print);
    text.add(" FROM ");
    text.expressions.print(trim.source());
    text.add(")");
    return null;
  }

  @Override
  public Void visitUnitCall(Call.UnitCall call) {
    text.add(call.name()).add("(").add(call.unit()).add(", ");
    text.list(call.arguments(), text.expressions::print).add(")");
    return null;
  }

  void window(Window window) {
    if (window instanceof Window.NamedWindow named) {
      text.name(named.name());
      return;
    }
    Window.WindowSpecification specification = (Window.WindowSpecification) window;
    Text inside = new Text();
    inside.clause(" ", specification.base(), inside::name);
    inside.clause(" PARTITION BY ", specification.partitionBy(), inside.expressions::print);
    inside.clause(" ORDER BY ", specification.orderBy(), inside.expressions::sortKey);
    specification.frame().ifPresent(frame -> frame(inside, frame));
    text.add("(").add(inside.toString().strip()).add(")");
  }

  private static void frame(Text inside, Window.Frame frame) {
    inside.add(" ").add(frame.unit().name()).add(" BETWEEN ");
    bound(inside, frame.start());
    inside.add(" AND ");
    bound(inside, frame.end());
  }

  private static void bound(Text inside, Window.FrameBound bound) {
    bound
        .distance()
        .ifPresent(
            distance -> {
              inside.expressions.print(distance, Precedence.NOT);
              inside.add(" ");
            });
    inside.add(bound.kind().name().replace('_', ' '));
  }
}
