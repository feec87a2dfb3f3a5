package io.moraine.core.parquet.write;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/**
 * Lays a table's schema out as a Parquet schema, as Spark does: arrays and maps in three levels,
 * decimals in as few bytes as their precision needs, timestamps in microseconds.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md">Logical
 *     types</a>
 */
final class SchemaMapping {
  private final List<SchemaElement> elements = new ArrayList<>();
  private final List<Node> columns = new ArrayList<>();
  private final List<Integer> ordinals = new ArrayList<>();
  private final WriteOptions options;
  private final Function<Leaf, ColumnWriter> writers;

  private SchemaMapping(WriteOptions options, Function<Leaf, ColumnWriter> writers) {
    this.options = options;
    this.writers = writers;
  }

  /** Where in the schema something is. */
  private record Place(
      List<String> path, List<String> columnPath, int definition, int repetition, FieldIds ids) {
    Place {
      if (definition > Byte.MAX_VALUE) {
        throw new UnsupportedFeatureException(
            "Column '%s' is nested too deeply for a Parquet file: at most %d nullable levels are supported"
                .formatted(path.get(0), (int) Byte.MAX_VALUE));
      }
    }

    Place into(String name, int definitions) {
      return new Place(
          appended(path, name),
          appended(columnPath, name),
          definition + definitions,
          repetition,
          ids);
    }

    /** One level that only Parquet has. */
    Place repeated(String name) {
      return new Place(path, appended(columnPath, name), definition + 1, repetition + 1, ids);
    }

    Place with(FieldIds newIds) {
      return new Place(path, columnPath, definition, repetition, newIds);
    }

    private static List<String> appended(List<String> names, String name) {
      List<String> longer = new ArrayList<>(names);
      longer.add(name);
      return longer;
    }
  }

  /**
   * The mapping of {@code schema}; {@code writers} makes the writer of each leaf, in the file's
   * order.
   *
   * @throws InvalidInputException if nothing of the schema can be in a file
   * @throws UnsupportedFeatureException if it is nested too deeply
   */
  static SchemaMapping of(
      StructType schema, WriteOptions options, Function<Leaf, ColumnWriter> writers) {
    SchemaMapping mapping = new SchemaMapping(options, writers);
    SchemaElement root = new SchemaElement("moraine_schema");
    mapping.elements.add(root);
    Place top = new Place(List.of(), List.of(), 0, 0, FieldIds.NONE);
    for (int i = 0; i < schema.size(); i++) {
      if (schema.field(i).type() != DataType.Primitive.VOID) {
        mapping.columns.add(mapping.field(schema.field(i), top));
        mapping.ordinals.add(i);
      }
    }
    if (mapping.columns.isEmpty()) {
      throw new InvalidInputException(
          "A Parquet file needs a column that is not of type void, but the schema is " + schema);
    }
    root.setNum_children(mapping.columns.size());
    return mapping;
  }

  /** The schema as the footer has it. */
  List<SchemaElement> elements() {
    return elements;
  }

  /** The columns that are in the file. */
  List<Node> columns() {
    return columns;
  }

  /** Which column of a batch {@code columns().get(i)} is. */
  int ordinal(int i) {
    return ordinals.get(i);
  }

  private Node field(StructField field, Place parent) {
    FieldIds ids = FieldIds.of(field);
    return node(field.name(), field.type(), field.nullable(), parent.with(ids), ids.own());
  }

  /** Maps a field, element, key or value, and what is in it. */
  private Node node(String name, DataType type, boolean nullable, Place parent, Integer id) {
    Place place = parent.into(name, nullable ? 1 : 0);
    SchemaElement element = new SchemaElement(name);
    element.setRepetition_type(
        nullable ? FieldRepetitionType.OPTIONAL : FieldRepetitionType.REQUIRED);
    if (id != null) {
      element.setField_id(id);
    }
    elements.add(element);
    if (type instanceof StructType struct) {
      return struct(struct, element, place, parent.definition(), nullable);
    } else if (type == DataType.Primitive.VARIANT) {
      return variant(element, place, parent.definition(), nullable);
    } else if (type instanceof DataType.Array array) {
      return array(array, element, parent, place, nullable);
    } else if (type instanceof DataType.MapOf map) {
      return map(map, element, parent, place, nullable);
    }
    Type physical = LogicalTypes.annotate(element, type, place.path());
    return leaf(type, physical, nullable, true, parent.definition(), place);
  }

  private LeafNode leaf(
      DataType type,
      Type physical,
      boolean nullable,
      boolean hasBounds,
      int definition,
      Place place) {
    Leaf leaf =
        new Leaf(
            place.columnPath(),
            type,
            physical,
            place.definition(),
            place.repetition(),
            nullable,
            hasBounds);
    return new LeafNode(place.path(), definition, writers.apply(leaf));
  }

  private Node struct(
      StructType struct, SchemaElement element, Place place, int definition, boolean nullable) {
    List<Node> children = new ArrayList<>();
    List<Integer> fields = new ArrayList<>();
    for (int i = 0; i < struct.size(); i++) {
      if (struct.field(i).type() != DataType.Primitive.VOID) {
        children.add(field(struct.field(i), place));
        fields.add(i);
      }
    }
    if (children.isEmpty()) {
      throw new InvalidInputException(
          "Column '%s' cannot be in a Parquet file: struct needs a field that is not of type void"
              .formatted(String.join(".", place.path())));
    }
    element.setNum_children(children.size());
    return new StructNode(
        place.path(),
        definition,
        nullable,
        StructNode.Kind.STRUCT,
        children,
        fields.stream().mapToInt(Integer::intValue).toArray());
  }

  private Node variant(SchemaElement element, Place place, int definition, boolean nullable) {
    element.setNum_children(2);
    if (options.variants() == WriteOptions.VariantMark.LOGICAL_TYPE) {
      LogicalTypes.annotateVariant(element);
    }
    List<Node> children = new ArrayList<>();
    for (String part : List.of("metadata", "value")) {
      SchemaElement child = new SchemaElement(part);
      child.setRepetition_type(FieldRepetitionType.REQUIRED);
      child.setType(Type.BYTE_ARRAY);
      elements.add(child);
      children.add(
          leaf(
              DataType.Primitive.BINARY,
              Type.BYTE_ARRAY,
              false,
              false,
              place.definition(),
              place.into(part, 0)));
    }
    return new StructNode(
        place.path(), definition, nullable, StructNode.Kind.VARIANT, children, new int[] {0, 1});
  }

  private Node array(
      DataType.Array array, SchemaElement element, Place parent, Place place, boolean nullable) {
    LogicalTypes.annotateList(element);
    repeated("list", 1);
    Place list = place.repeated("list").with(place.ids().into("element"));
    Node child = node("element", array.element(), array.containsNull(), list, list.ids().own());
    return new RepeatedNode(
        place.path(), parent.definition(), nullable, list.repetition(), List.of(child));
  }

  private Node map(
      DataType.MapOf map, SchemaElement element, Place parent, Place place, boolean nullable) {
    LogicalTypes.annotateMap(element);
    repeated("key_value", 2);
    Place entry = place.repeated("key_value");
    FieldIds keyIds = place.ids().into("key");
    FieldIds valueIds = place.ids().into("value");
    Node key = node("key", map.key(), false, entry.with(keyIds), keyIds.own());
    Node value =
        node("value", map.value(), map.valueContainsNull(), entry.with(valueIds), valueIds.own());
    return new RepeatedNode(
        place.path(), parent.definition(), nullable, entry.repetition(), List.of(key, value));
  }

  private void repeated(String name, int children) {
    SchemaElement element = new SchemaElement(name);
    element.setRepetition_type(FieldRepetitionType.REPEATED);
    element.setNum_children(children);
    elements.add(element);
  }
}
