package io.moraine.core.function;

import io.moraine.core.kernel.Rowwise;
import io.moraine.core.kernel.ValueHash;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Hashes of one or more values, the same as Spark's. */
final class HashFunctions {
  private HashFunctions() {}

  static void addTo(FunctionList list) {
    list.add(
        "hash",
        EnumSet.of(ScalarFunction.Trait.INFALLIBLE),
        Overload.of(
                List.of(Parameter.ANY),
                Primitive.INTEGER,
                (call, context) -> {
                  List<DataType> types = types(call);
                  return Rowwise.seeingNulls(
                      call.type(),
                      values -> {
                        int hash = 42;
                        for (int i = 0; i < values.length; i++) {
                          hash = ValueHash.murmur3(types.get(i), values[i], hash);
                        }
                        return hash;
                      });
                })
            .repeating(1)
            .nullable(Signature.Nullability.NEVER));
    list.add(
        "xxhash64",
        EnumSet.of(ScalarFunction.Trait.INFALLIBLE),
        Overload.of(
                List.of(Parameter.ANY),
                Primitive.LONG,
                (call, context) -> {
                  List<DataType> types = types(call);
                  return Rowwise.seeingNulls(
                      call.type(),
                      values -> {
                        long hash = 42;
                        for (int i = 0; i < values.length; i++) {
                          hash = ValueHash.xxHash64(types.get(i), values[i], hash);
                        }
                        return hash;
                      });
                })
            .repeating(1)
            .nullable(Signature.Nullability.NEVER));
  }

  private static List<DataType> types(io.moraine.core.expr.Call call) {
    List<DataType> types = new ArrayList<>();
    call.arguments().forEach(argument -> types.add(argument.type()));
    return types;
  }
}
