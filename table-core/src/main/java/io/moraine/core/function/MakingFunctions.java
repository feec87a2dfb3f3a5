package io.moraine.core.function;

import static io.moraine.core.function.ScalarFunction.Trait.INFALLIBLE;
import static io.moraine.core.function.ScalarFunction.Trait.STRICT;

import io.moraine.core.batch.StructVector;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.FieldAccess;
import io.moraine.core.expr.Literal;
import io.moraine.core.kernel.Concatenating;
import io.moraine.core.kernel.Rowwise;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions that make strings, arrays, maps and structs of their arguments. */
final class MakingFunctions {
  private MakingFunctions() {}

  static void addTo(FunctionList list) {
    concatenation(list);
    list.add(
        new CommonTypeFunction(
            "array",
            EnumSet.of(INFALLIBLE),
            0,
            type -> new DataType.Array(type, true),
            Signature.Nullability.NEVER,
            (call, context) ->
                Rowwise.seeingNulls(call.type(), a -> new ArrayList<>(Arrays.asList(a)))));
    list.add(new MapFunction());
    list.add(new StructFunction("struct", 1)).add(new StructFunction("named_struct", 2));
    list.add(
        "reverse",
        EnumSet.of(STRICT, INFALLIBLE),
        FunctionList.rows(
            List.of(Parameter.STRING),
            Primitive.STRING,
            a -> new StringBuilder((String) a[0]).reverse().toString()),
        Overload.of(
            List.of(Parameter.ARRAY),
            types -> types.get(0),
            (call, context) ->
                Rowwise.strict(
                    call.type(),
                    a -> {
                      List<Object> reversed = new ArrayList<>((List<?>) a[0]);
                      Collections.reverse(reversed);
                      return reversed;
                    })));
  }

  private static void concatenation(FunctionList list) {
    Overload strings =
        Overload.of(
                List.of(Parameter.STRING),
                Primitive.STRING,
                (call, context) -> Concatenating.of(Primitive.STRING))
            .repeating(0);
    Overload bytes =
        Overload.of(
                List.of(Parameter.BINARY),
                Primitive.BINARY,
                (call, context) -> Concatenating.of(Primitive.BINARY))
            .repeating(1);
    Overload arrays =
        Overload.of(
                List.of(Parameter.ARRAY),
                types -> TypeCoercion.widestCommon(types).orElse(types.get(0)),
                (call, context) ->
                    Rowwise.strict(
                        call.type(),
                        a -> {
                          List<Object> all = new ArrayList<>();
                          for (Object part : a) {
                            all.addAll((List<?>) part);
                          }
                          return all;
                        }))
            .repeating(1);
    list.add("concat", EnumSet.of(STRICT, INFALLIBLE), strings, bytes, arrays);
    list.alias("concat", "||");
    list.add(
        "concat_ws",
        EnumSet.of(INFALLIBLE),
        Overload.of(
                List.of(Parameter.STRING, JOINED),
                Primitive.STRING,
                (call, context) -> Rowwise.seeingNulls(call.type(), MakingFunctions::joined))
            .repeating(0)
            .nullable(Signature.Nullability.ALWAYS));
  }

  /** A string, or an array of them. */
  private static final Parameter JOINED =
      new Parameter(
          "STRING or ARRAY<STRING>",
          type ->
              type instanceof DataType.Array
                  ? Parameter.exactly(new DataType.Array(Primitive.STRING, true))
                      .wanted()
                      .apply(type)
                  : Parameter.STRING.wanted().apply(type));

  private static Object joined(Object[] values) {
    if (values[0] == null) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (int i = 1; i < values.length; i++) {
      List<?> parts = values[i] instanceof List<?> several ? several : Arrays.asList(values[i]);
      parts.forEach(
          part -> {
            if (part != null) {
              texts.add((String) part);
            }
          });
    }
    return String.join((String) values[0], texts);
  }

  /** {@code map(key, value, key, value, …)}. */
  private record MapFunction() implements ScalarFunction {
    @Override
    public String name() {
      return "map";
    }

    @Override
    public java.util.Set<Trait> traits() {
      return EnumSet.noneOf(Trait.class);
    }

    @Override
    public java.util.Optional<Signature> resolve(List<DataType> arguments) {
      List<DataType> keys = every(arguments, 0);
      List<DataType> values = every(arguments, 1);
      if (arguments.size() % 2 != 0) {
        return java.util.Optional.empty();
      }
      return TypeCoercion.widestCommon(keys)
          .flatMap(
              key ->
                  TypeCoercion.widestCommon(values)
                      .map(
                          value -> {
                            List<DataType> parameters = new ArrayList<>();
                            for (int i = 0; i < arguments.size(); i++) {
                              parameters.add(i % 2 == 0 ? key : value);
                            }
                            return new Signature(
                                parameters,
                                new DataType.MapOf(key, value, true),
                                Signature.Nullability.NEVER);
                          }));
    }

    private static List<DataType> every(List<DataType> types, int from) {
      List<DataType> some = new ArrayList<>();
      for (int i = from; i < types.size(); i += 2) {
        some.add(types.get(i));
      }
      return some;
    }

    @Override
    public List<String> forms() {
      return List.of("map(key, value, …)");
    }

    @Override
    public io.moraine.core.kernel.Kernel kernel(
        io.moraine.core.expr.Call call, EvaluationContext context) {
      return Rowwise.seeingNulls(
          call.type(),
          a -> {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < a.length; i += 2) {
              if (a[i] == null || map.containsKey(a[i])) {
                throw new InvalidInputException(
                    a[i] == null
                        ? "A key of a map cannot be NULL, in " + call
                        : "The key %s comes twice, in %s".formatted(a[i], call));
              }
              map.put(a[i], a[i + 1]);
            }
            return map;
          });
    }
  }

  /**
   * A struct of the arguments.
   *
   * @param each how many arguments make a field: its value, or its name and its value
   */
  private record StructFunction(String name, int each) implements ScalarFunction {
    @Override
    public java.util.Set<Trait> traits() {
      return EnumSet.of(Trait.INFALLIBLE);
    }

    @Override
    public java.util.Optional<Signature> resolve(List<DataType> arguments) {
      List<StructField> fields = new ArrayList<>();
      for (int i = each - 1; i < arguments.size(); i += each) {
        fields.add(StructField.of("col" + (fields.size() + 1), arguments.get(i)));
      }
      return arguments.isEmpty() || arguments.size() % each != 0
          ? java.util.Optional.empty()
          : java.util.Optional.of(
              new Signature(arguments, StructType.ofResult(fields), Signature.Nullability.NEVER));
    }

    @Override
    public Signature refine(Signature signature, List<Expression> arguments) {
      List<StructField> fields = new ArrayList<>();
      for (int i = each - 1; i < arguments.size(); i += each) {
        Expression value = arguments.get(i);
        String field = each == 2 ? named(arguments.get(i - 1)) : nameOf(value, fields.size());
        fields.add(new StructField(field, value.type(), value.nullable(), FieldMetadata.EMPTY));
      }
      return new Signature(
          signature.parameters(), StructType.ofResult(fields), signature.nullability());
    }

    private static String nameOf(Expression value, int place) {
      if (value instanceof ColumnReference column) {
        return column.name();
      }
      return value instanceof FieldAccess field ? field.name() : "col" + (place + 1);
    }

    private static String named(Expression name) {
      if (name instanceof Literal literal && literal.value() instanceof String text) {
        return text;
      }
      throw new InvalidInputException(
          "The name of a field of named_struct must be a string literal, got " + name);
    }

    @Override
    public List<String> forms() {
      return List.of(each == 1 ? "struct(value, …)" : "named_struct(name, value, …)");
    }

    @Override
    public io.moraine.core.kernel.Kernel kernel(
        io.moraine.core.expr.Call call, EvaluationContext context) {
      return (arguments, rowCount) -> {
        List<io.moraine.core.batch.ColumnVector> fields = new ArrayList<>();
        for (int i = each - 1; i < arguments.length; i += each) {
          fields.add(arguments[i]);
        }
        return new StructVector(call.type(), rowCount, fields, null);
      };
    }
  }
}
