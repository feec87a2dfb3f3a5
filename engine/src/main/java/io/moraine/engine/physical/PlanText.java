package io.moraine.engine.physical;

import io.moraine.core.expr.Expression;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How nodes show themselves, and the checks that they share. */
final class PlanText {
  private PlanText() {}

  static void append(PhysicalPlan plan, int depth, StringBuilder text) {
    text.append("  ".repeat(depth)).append(plan.describe()).append('\n');
    for (PhysicalPlan child : plan.children()) {
      append(child, depth + 1, text);
    }
  }

  static String join(List<?> parts) {
    return parts.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  static void requireBoolean(Expression condition) {
    if (condition.type() != DataType.Primitive.BOOLEAN) {
      throw new IllegalArgumentException(
          "A condition needs to be boolean, got %s of type %s"
              .formatted(condition, condition.type()));
    }
  }

  static void requireTypes(String node, StructType output, List<DataType> types) {
    List<DataType> found = output.fields().stream().map(StructField::type).toList();
    if (!found.equals(types)) {
      throw new IllegalArgumentException(
          "%s gives columns of types %s, its output names %s".formatted(node, types, found));
    }
  }

  static List<StructField> nullable(StructType struct) {
    return struct.fields().stream().map(field -> field.withNullable(true)).toList();
  }

  static List<StructField> concat(List<StructField> first, List<StructField> second) {
    List<StructField> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
