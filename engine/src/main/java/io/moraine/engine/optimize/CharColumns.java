package io.moraine.engine.optimize;

import io.moraine.core.expr.Call;
import io.moraine.core.expr.Case;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.engine.plan.ColumnIds;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.LogicalPlan.Project;
import io.moraine.engine.plan.LogicalPlan.Scan;
import io.moraine.engine.plan.NamedExpression;
import io.moraine.engine.rule.CharType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives {@code CHAR(n)} columns as Spark does: values have spaces at their end up to that length,
 * which writers may have left out, and so have the literals and the shorter columns that they are
 * compared with.
 */
final class CharColumns {
  private static final Set<String> COMPARISONS =
      Set.of(
          Operators.EQ,
          Operators.NE,
          Operators.LT,
          Operators.LE,
          Operators.GT,
          Operators.GE,
          Operators.NULL_SAFE_EQ,
          Operators.IN);

  private final StringColumns<Integer> lengths;
  private final ColumnIds ids;

  private CharColumns(StringColumns<Integer> lengths, ColumnIds ids) {
    this.lengths = lengths;
    this.ids = ids;
  }

  /** {@code plan} with {@code CHAR} columns padded where they are read and compared. */
  static LogicalPlan pad(LogicalPlan plan, ColumnIds ids) {
    StringColumns<Integer> lengths = StringColumns.of(plan, CharColumns::length);
    if (lengths.byId().isEmpty()) {
      return plan;
    }
    CharColumns rule = new CharColumns(lengths, ids);
    return Plans.bottomUp(
        plan,
        node -> node instanceof Scan scan ? rule.padded(scan) : node.mapExpressions(rule::padded));
  }

  /** {@code scan}, which has no filters yet, and what it reads with its spaces. */
  private LogicalPlan padded(Scan scan) {
    List<Scan.Column> stored = new ArrayList<>();
    List<NamedExpression> given = new ArrayList<>();
    for (Scan.Column column : scan.columns()) {
      ColumnReference output = column.output();
      Optional<Integer> length = lengths.at(output);
      if (length.isPresent()) {
        ColumnReference raw = ids.fresh(output.name(), output.type(), output.nullable());
        stored.add(new Scan.Column(column.ordinal(), raw));
        given.add(new NamedExpression(output, rightPadded(raw, length.get())));
      } else {
        stored.add(column);
        given.add(NamedExpression.of(output));
      }
    }
    return stored.equals(scan.columns()) ? scan : new Project(Scan.of(scan.table(), stored), given);
  }

  private static Optional<Integer> length(StructField field) {
    return CharType.of(field).filter(CharType::padded).map(CharType::length);
  }

  private Expression padded(Expression expression) {
    if (expression.children().isEmpty()) {
      return expression;
    }
    List<Expression> children =
        new ArrayList<>(expression.children().stream().map(this::padded).toList());
    if (expression instanceof Call call
        && COMPARISONS.contains(call.function())
        && children.stream().anyMatch(child -> lengths.at(child).isPresent())
        && children.stream().allMatch(child -> length(child) >= 0)) {
      int longest = children.stream().mapToInt(this::length).max().orElse(0);
      children.replaceAll(child -> padded(child, longest));
    }
    return children.equals(expression.children()) ? expression : expression.withChildren(children);
  }

  /** The length of a {@code CHAR} column or literal, −1 of other operands. */
  private int length(Expression operand) {
    if (operand instanceof Literal literal) {
      return literal.value() instanceof String text
          ? text.codePointCount(0, text.length())
          : literal.value() == null ? 0 : -1;
    }
    return lengths.at(operand).orElse(-1);
  }

  private Expression padded(Expression operand, int longest) {
    int missing = longest - length(operand);
    if (operand instanceof Literal literal) {
      return literal.value() instanceof String text
          ? Literal.of(text + " ".repeat(missing))
          : literal;
    }
    return missing > 0 ? rightPadded(operand, longest) : operand;
  }

  /** Longer values stay as they are. */
  private static Expression rightPadded(Expression value, int length) {
    Expression size =
        new Call("length", List.of(value), DataType.Primitive.INTEGER, value.nullable());
    Expression padded =
        new Call(
            "rpad",
            List.of(value, Literal.of(length), Literal.of(" ")),
            DataType.Primitive.STRING,
            value.nullable());
    return new Case(
        List.of(new Case.Branch(Operators.compare(Operators.LT, size, Literal.of(length)), padded)),
        value);
  }
}
