package io.moraine.core.function;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.ListVector;
import io.moraine.core.batch.MapVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.expr.Call;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.kernel.Kernel;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A value whose structs, at every depth, have the fields of another type, found by their names: the
 * first argument is the value, the second a literal of the other type. Fields that the value lacks
 * are null; those that the other type lacks are left out.
 */
final class FieldsByName implements ScalarFunction {
  /** No name that a query can call. */
  static final String NAME = "fields by name";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.INFALLIBLE);
  }

  @Override
  public Optional<Signature> resolve(List<DataType> arguments) {
    return arguments.size() == 2
        ? Optional.of(
            new Signature(
                arguments,
                result(arguments.get(0), arguments.get(1)),
                Signature.Nullability.LIKE_ARGUMENTS))
        : Optional.empty();
  }

  @Override
  public List<String> forms() {
    return List.of(NAME);
  }

  @Override
  public Kernel kernel(Call call, EvaluationContext context) {
    return (arguments, rowCount) -> shaped(arguments[0], call.type());
  }

  /** {@code value} with the fields of {@code type}. */
  static Expression of(Expression value, DataType type) {
    return value.type().equals(type) || !value.type().isNested() || !type.isNested()
        ? value
        : Expressions.call(NAME, List.of(value, Literal.ofNull(type)));
  }

  /** The other type itself where nothing is left to be cast. */
  private static DataType result(DataType from, DataType to) {
    DataType shape = shape(from, to);
    return isSame(shape, to) ? to : shape;
  }

  /** Whether two types of one shape have the same types at their leaves. */
  private static boolean isSame(DataType shape, DataType to) {
    if (shape instanceof StructType a && to instanceof StructType b) {
      for (int i = 0; i < a.size(); i++) {
        if (!isSame(a.field(i).type(), b.field(i).type())) {
          return false;
        }
      }
      return true;
    } else if (shape instanceof DataType.Array a && to instanceof DataType.Array b) {
      return isSame(a.element(), b.element());
    } else if (shape instanceof DataType.MapOf a && to instanceof DataType.MapOf b) {
      return isSame(a.key(), b.key()) && isSame(a.value(), b.value());
    }
    return shape.equals(to);
  }

  /** The fields of {@code to}, those that {@code from} has with the types they have there. */
  private static DataType shape(DataType from, DataType to) {
    if (from instanceof StructType a && to instanceof StructType b) {
      List<StructField> fields = new ArrayList<>();
      for (StructField field : b.fields()) {
        OptionalInt own = a.ordinalOf(field.name());
        fields.add(
            own.isPresent()
                ? field
                    .withType(shape(a.field(own.getAsInt()).type(), field.type()))
                    .withNullable(true)
                : field.withNullable(true));
      }
      return StructType.of(fields);
    } else if (from instanceof DataType.Array a && to instanceof DataType.Array b) {
      return new DataType.Array(shape(a.element(), b.element()), a.containsNull());
    } else if (from instanceof DataType.MapOf a && to instanceof DataType.MapOf b) {
      return new DataType.MapOf(
          shape(a.key(), b.key()), shape(a.value(), b.value()), a.valueContainsNull());
    }
    return from;
  }

  private static ColumnVector shaped(ColumnVector vector, DataType to) {
    if (vector.type().equals(to)) {
      return vector;
    }
    ColumnVector flat = vector.flat();
    if (to instanceof StructType struct && flat instanceof StructVector structs) {
      StructType from = (StructType) flat.type();
      List<ColumnVector> fields = new ArrayList<>();
      for (StructField field : struct.fields()) {
        OptionalInt own = from.ordinalOf(field.name());
        fields.add(
            own.isPresent()
                ? shaped(structs.field(own.getAsInt()), field.type())
                : Vectors.nulls(field.type(), flat.size()));
      }
      return new StructVector(to, flat.size(), fields, flat.validity());
    } else if (to instanceof DataType.Array array && flat instanceof ListVector lists) {
      return new ListVector(
          array,
          flat.size(),
          lists.offsets(),
          shaped(lists.elements(), array.element()),
          flat.validity());
    } else if (to instanceof DataType.MapOf map && flat instanceof MapVector maps) {
      return new MapVector(
          map,
          flat.size(),
          maps.offsets(),
          shaped(maps.keys(), map.key()),
          shaped(maps.values(), map.value()),
          flat.validity());
    }
    return vector;
  }
}
