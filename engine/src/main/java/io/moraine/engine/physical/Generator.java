package io.moraine.engine.physical;

import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the elements of an array, or the entries of a map, become rows.
 *
 * @param form which columns an element becomes
 * @param position whether its place, from 0, is a column before them
 * @param outer whether a row whose collection is empty or null is kept, with nulls
 */
public record Generator(Form form, boolean position, boolean outer) {
  /** What becomes of an element. */
  public enum Form {
    /** A column; of a map's entry, two. */
    ELEMENT,
    /** A column for each field of the element, a struct. */
    FIELDS
  }

  /** The generator that SQL calls {@code name}, in any case. */
  public static Optional<Generator> find(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean outer = lower.endsWith("_outer");
    String plain = outer ? lower.substring(0, lower.length() - "_outer".length()) : lower;
    return switch (plain) {
      case "explode", "unnest" -> Optional.of(new Generator(Form.ELEMENT, false, outer));
      case "posexplode" -> Optional.of(new Generator(Form.ELEMENT, true, outer));
      case "inline" -> Optional.of(new Generator(Form.FIELDS, false, outer));
      default -> Optional.empty();
    };
  }

  /** The same that keeps rows without elements. */
  public Generator keepingRows() {
    return new Generator(form, position, true);
  }

  /**
   * The columns that an element of a collection of type {@code collection} becomes; empty if it can
   * become none.
   */
  public Optional<StructType> columns(DataType collection) {
    List<StructField> fields = new ArrayList<>();
    if (position) {
      fields.add(StructField.of("pos", DataType.Primitive.INTEGER).withNullable(outer));
    }
    if (collection instanceof DataType.Array array && form == Form.ELEMENT) {
      fields.add(StructField.of("col", array.element()));
    } else if (collection instanceof DataType.MapOf map && form == Form.ELEMENT) {
      fields.add(StructField.of("key", map.key()).withNullable(outer));
      fields.add(StructField.of("value", map.value()));
    } else if (collection instanceof DataType.Array array
        && array.element() instanceof StructType struct) {
      struct.fields().forEach(field -> fields.add(StructField.of(field.name(), field.type())));
    } else {
      return Optional.empty();
    }
    return Optional.of(StructType.ofResult(fields));
  }
}
