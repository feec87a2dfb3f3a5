package io.moraine.engine.physical;

import io.moraine.core.expr.Expression;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes new columns from each row of {@code child}.
 *
 * @param expressions over the child's output, one a column
 * @param output the columns' names, types and nullability
 */
public record PhysicalProject(PhysicalPlan child, List<Expression> expressions, StructType output)
    implements PhysicalPlan {
  public PhysicalProject {
    expressions = List.copyOf(expressions);
    PlanText.requireTypes(
        "A projection", output, expressions.stream().map(Expression::type).toList());
  }

  /** A projection whose columns are called {@code names}. */
  public static PhysicalProject of(
      PhysicalPlan child, List<Expression> expressions, List<String> names) {
    List<StructField> fields = new ArrayList<>();
    for (int i = 0; i < expressions.size(); i++) {
      Expression expression = expressions.get(i);
      fields.add(
          StructField.of(names.get(i), expression.type()).withNullable(expression.nullable()));
    }
    return new PhysicalProject(child, expressions, StructType.ofResult(fields));
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public String describe() {
    return "Project " + PlanText.join(expressions);
  }
}
