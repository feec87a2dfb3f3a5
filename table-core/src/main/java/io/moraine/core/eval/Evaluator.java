package io.moraine.core.eval;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.DataType;

/**
 * An expression, ready to be computed over batches. Safe for use by several threads.
 *
 * <p>Operands of AND, OR, CASE and COALESCE are computed only for the rows that need them, so that
 * an error in one is raised only if such a row raises it. Results over a {@link DictionaryVector}
 * may be dictionary vectors.
 */
public final class Evaluator {
  private final Expression expression;
  private final Node node;

  private Evaluator(Expression expression, Node node) {
    this.expression = expression;
    this.node = node;
  }

  /**
   * An evaluator of {@code expression}, whose column references are ordinals of the batches to
   * come.
   *
   * @throws io.moraine.core.error.InvalidInputException if it calls a function that is not there
   */
  public static Evaluator compile(Expression expression, EvaluationContext context) {
    return new Evaluator(expression, new Compiler(context).compile(expression));
  }

  /** What it computes. */
  public Expression expression() {
    return expression;
  }

  /** The type of its results. */
  public DataType type() {
    return expression.type();
  }

  /**
   * The result for every row of {@code batch}.
   *
   * @throws io.moraine.core.error.InvalidInputException if a row has none: overflow, division by
   *     zero, a cast that cannot be; the message has the values and the expression
   */
  public ColumnVector evaluate(ColumnBatch batch) {
    return expression instanceof Literal literal
        ? Vectors.constant(literal.type(), literal.value(), batch.rowCount())
        : node.evaluate(Rows.of(batch));
  }
}
