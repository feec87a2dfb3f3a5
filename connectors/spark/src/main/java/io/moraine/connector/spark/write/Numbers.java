package io.moraine.connector.spark.write;

import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.rule.IdentityColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What several writers say of the last numbers that they gave. */
public final class Numbers {
  private Numbers() {}

  /** The last of all, where {@code written} are those of each writer. */
  public static Map<Integer, Long> last(StructType schema, List<WrittenFiles> written) {
    Map<Integer, Long> last = new TreeMap<>();
    for (WrittenFiles files : written) {
      files
          .lastNumbers()
          .forEach(
              (ordinal, number) ->
                  last.merge(
                      ordinal,
                      number,
                      IdentityColumn.of(schema.field(ordinal)).orElseThrow().step() > 0
                          ? Math::max
                          : Math::min));
    }
    return last;
  }

  /** {@code schema} after {@code last} were given; empty if none were. */
  public static Optional<StructType> after(StructType schema, Map<Integer, Long> last) {
    if (last.isEmpty()) {
      return Optional.empty();
    }
    List<StructField> fields = new ArrayList<>(schema.fields());
    last.forEach(
        (ordinal, number) -> {
          StructField field = fields.get(ordinal);
          IdentityColumn identity = IdentityColumn.of(field).orElseThrow().after(number);
          fields.set(ordinal, field.withMetadata(identity.in(field.metadata())));
        });
    return Optional.of(StructType.of(fields));
  }

  /** Whether two schemas differ by more than the last numbers given. */
  static boolean differsByMore(StructType one, StructType other) {
    return !withoutNumbers(one).equals(withoutNumbers(other));
  }

  private static StructType withoutNumbers(StructType schema) {
    return StructType.of(
        schema.fields().stream()
            .map(
                field ->
                    field.withMetadata(field.metadata().without("delta.identity.highWaterMark")))
            .toList());
  }
}
