package io.moraine.engine.physical;

import io.moraine.core.expr.Expression;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;

/**
 * Each row of {@code child} once for each element of a collection, with that.
 *
 * @param collection an array or a map, over the child's columns
 * @param output the child's columns, then the generator's
 */
public record PhysicalGenerate(
    PhysicalPlan child, Expression collection, Generator generator, StructType output)
    implements PhysicalPlan {
  public PhysicalGenerate {
    List<DataType> types = new ArrayList<>();
    child.output().fields().forEach(field -> types.add(field.type()));
    generator
        .columns(collection.type())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has no elements for %s".formatted(collection, generator)))
        .fields()
        .stream()
        .map(StructField::type)
        .forEach(types::add);
    PlanText.requireTypes("A generator", output, types);
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public String describe() {
    return "Generate %s of %s".formatted(generator, collection);
  }
}
