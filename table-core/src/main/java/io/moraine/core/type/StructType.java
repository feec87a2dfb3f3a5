package io.moraine.core.type;

import io.moraine.core.error.InvalidInputException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Named fields in order: a row's type, and so a table's schema.
 *
 * <p>Names keep their case but are unique without regard to it, and are looked up so, as in Delta.
 */
public final class StructType implements DataType {
  /** No fields. */
  public static final StructType EMPTY = new StructType(List.of());

  private final List<StructField> fields;
  private final Map<String, Integer> ordinals;

  private StructType(List<StructField> fields) {
    this.fields = List.copyOf(fields);
    this.ordinals = new HashMap<>(fields.size() * 2);
    for (int i = 0; i < fields.size(); i++) {
      ordinals.putIfAbsent(fields.get(i).name().toLowerCase(Locale.ROOT), i);
    }
  }

  /**
   * A struct of {@code fields}.
   *
   * @throws InvalidInputException if two names differ at most in case
   */
  public static StructType of(List<StructField> fields) {
    StructType struct = new StructType(fields);
    if (struct.ordinals.size() < fields.size()) {
      for (int i = 0; i < fields.size(); i++) {
        String name = fields.get(i).name();
        int first = struct.ordinals.get(name.toLowerCase(Locale.ROOT));
        if (first != i) {
          throw new InvalidInputException(
              "Column names must be unique without regard to case, but '%s' (column %d) and '%s' (column %d) are not"
                  .formatted(fields.get(first).name(), first + 1, name, i + 1));
        }
      }
    }
    return struct;
  }

  /** A struct of {@code fields}. */
  public static StructType of(StructField... fields) {
    return of(List.of(fields));
  }

  /**
   * A struct whose names may repeat, as a query's result may have them; a lookup finds the first.
   */
  public static StructType ofResult(List<StructField> fields) {
    return new StructType(fields);
  }

  /** The fields, in order. */
  public List<StructField> fields() {
    return fields;
  }

  /** How many fields there are. */
  public int size() {
    return fields.size();
  }

  /** The field at {@code ordinal}, from 0. */
  public StructField field(int ordinal) {
    return fields.get(ordinal);
  }

  /** Where the field called {@code name} is, without regard to case. */
  public OptionalInt ordinalOf(String name) {
    Integer ordinal = ordinals.get(name.toLowerCase(Locale.ROOT));
    return ordinal == null ? OptionalInt.empty() : OptionalInt.of(ordinal);
  }

  /**
   * The field called {@code name}, without regard to case.
   *
   * @throws InvalidInputException if there is none; the message lists those there are
   */
  public StructField field(String name) {
    return fields.get(ordinal(name));
  }

  /**
   * As {@link #ordinalOf}, for a name that must be there.
   *
   * @throws InvalidInputException if there is none; the message lists those there are
   */
  public int ordinal(String name) {
    return ordinalOf(name)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "No column '%s'; there are: %s".formatted(name, String.join(", ", names()))));
  }

  /** The fields' names, in order. */
  public List<String> names() {
    return fields.stream().map(StructField::name).toList();
  }

  @Override
  public String typeName() {
    return "struct";
  }

  @Override
  public String sql() {
    return fields.stream()
        .map(
            field ->
                "%s: %s%s"
                    .formatted(
                        field.name(), field.type().sql(), field.nullable() ? "" : " NOT NULL"))
        .collect(Collectors.joining(", ", "STRUCT<", ">"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StructType that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return fields.stream()
        .map(StructField::toString)
        .collect(Collectors.joining(", ", "struct<", ">"));
  }
}
