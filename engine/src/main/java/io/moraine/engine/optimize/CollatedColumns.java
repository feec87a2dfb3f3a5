package io.moraine.engine.optimize;

import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.expr.Call;
import io.moraine.core.expr.Cast;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Operators;
import io.moraine.core.json.JsonReader;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.physical.AggregateFunction;
import io.moraine.engine.plan.LogicalPlan;
import io.moraine.engine.plan.NamedAggregate;
import java.util.List;
import java.util.Optional;

/**
 * Refuses to compare strings that a table wants compared by a collation: by their bytes they would
 * be other rows, groups and orders than those that the table's owner means.
 */
final class CollatedColumns {
  private static final String COLLATIONS = "__COLLATIONS";
  private static final String BYTES = "UTF8_BINARY";

  private final StringColumns<String> collations;

  private CollatedColumns(StringColumns<String> collations) {
    this.collations = collations;
  }

  /**
   * Returns if {@code plan} does no more with collated columns than to pass them on, to ask whether
   * they are null, and to count them.
   *
   * @throws UnsupportedFeatureException naming the column and its collation
   */
  static void requirePassedOn(LogicalPlan plan) {
    StringColumns<String> collations = StringColumns.of(plan, CollatedColumns::collation);
    if (!collations.byId().isEmpty()) {
      new CollatedColumns(collations).check(plan);
    }
  }

  private void check(LogicalPlan plan) {
    plan.inputs().forEach(this::check);
    if (plan instanceof LogicalPlan.Project project) {
      project.columns().stream()
          .map(column -> column.expression())
          .filter(expression -> collations.at(expression).isEmpty())
          .forEach(this::check);
    } else if (plan instanceof LogicalPlan.Aggregate aggregate) {
      aggregate.groups().forEach(group -> check(group.expression()));
      aggregate.aggregates().stream().filter(a -> !isCount(a)).forEach(this::checkArguments);
    } else {
      plan.expressions().forEach(this::check);
    }
  }

  private static boolean isCount(NamedAggregate aggregate) {
    return aggregate.call().function() == AggregateFunction.COUNT && !aggregate.call().distinct();
  }

  private void checkArguments(NamedAggregate aggregate) {
    aggregate.call().arguments().forEach(this::check);
    check(aggregate.call().filter());
  }

  private void check(Expression expression) {
    collations
        .at(expression)
        .ifPresent(
            collation -> {
              throw new UnsupportedFeatureException(
                  "Column %s has the collation %s, by which Moraine cannot compare yet: it can be selected, counted and tested for null, and compared by its bytes as CAST(... AS BINARY)"
                      .formatted(expression, collation));
            });
    if (!isBlindToOrder(expression) || collations.at(expression.children().get(0)).isEmpty()) {
      expression.children().forEach(this::check);
    }
  }

  private static boolean isBlindToOrder(Expression expression) {
    return expression instanceof Cast cast
        ? cast.type() == DataType.Primitive.BINARY
        : expression instanceof Call call
            && (call.is(Operators.IS_NULL) || call.is(Operators.IS_NOT_NULL));
  }

  /** The first collation in {@code field}, at any depth, that is not the order of bytes. */
  private static Optional<String> collation(StructField field) {
    Optional<String> own =
        field.metadata().rawJson(COLLATIONS).flatMap(json -> collation(json, field.name()));
    return own.isPresent() ? own : nested(field.type());
  }

  /** {@code text} names the collation of each path of strings within the column. */
  private static Optional<String> collation(String text, String column) {
    JsonReader json = JsonReader.of(text, COLLATIONS + " of column " + column);
    Optional<String> found = Optional.empty();
    json.beginObject();
    while (json.nextField() != null) {
      String name = json.string();
      if (!name.endsWith(BYTES)) {
        found = Optional.of(name);
      }
    }
    return found;
  }

  private static Optional<String> nested(DataType type) {
    List<Optional<String>> found =
        type instanceof StructType struct
            ? struct.fields().stream().map(CollatedColumns::collation).toList()
            : type instanceof DataType.Array array
                ? List.of(nested(array.element()))
                : type instanceof DataType.MapOf map
                    ? List.of(nested(map.key()), nested(map.value()))
                    : List.of();
    return found.stream().flatMap(Optional::stream).findFirst();
  }
}
