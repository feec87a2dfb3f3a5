package io.moraine.core.parquet.read;

import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.parquet.schema.Annotation.Plain;
import io.moraine.core.parquet.schema.FileColumn;
import io.moraine.core.parquet.schema.FileColumns;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides how each part of a requested schema is read from a file. */
final class Planner {
  private final String file;
  private final ColumnMatching matching;

  Planner(String file, ColumnMatching matching) {
    this.file = file;
    this.matching = matching;
  }

  /** A reader for each field of {@code requested}. */
  List<NodeReader> plan(StructType requested, SchemaNode.Group schema) {
    return fields(requested, FileColumns.of(schema), new Slots(0, 0), "");
  }

  private List<NodeReader> fields(
      StructType wanted, List<FileColumn> columns, Slots slots, String path) {
    List<NodeReader> nodes = new ArrayList<>(wanted.size());
    for (StructField field : wanted.fields()) {
      String ownPath = path.isEmpty() ? field.name() : path + "." + field.name();
      Optional<FileColumn> column = matching.find(file, field, columns);
      nodes.add(
          column.isEmpty()
              ? new MissingNode(field.type())
              : node(field.type(), column.get(), slots, ownPath));
    }
    return nodes;
  }

  private NodeReader node(DataType wanted, FileColumn column, Slots slots, String path) {
    if (wanted == Primitive.VOID) {
      return new MissingNode(wanted);
    } else if (column instanceof FileColumn.Value value) {
      return value(wanted, value, slots, path);
    } else if (column instanceof FileColumn.Struct struct) {
      if (wanted == Primitive.VARIANT) {
        return variant(struct, slots, path);
      } else if (wanted instanceof StructType type) {
        List<NodeReader> fields = fields(type, struct.fields(), slots, path);
        LeafReader lead = lead(fields, struct, slots);
        return lead == null
            ? new MissingNode(wanted)
            : new StructNode(type, fields, lead, slots, struct.definedLevel());
      }
    } else if (column instanceof FileColumn.Sequence list
        && wanted instanceof DataType.Array array) {
      Slots elements = new Slots(list.repetition(), list.elementLevel());
      List<NodeReader> parts =
          List.of(node(array.element(), list.element(), elements, path + ".element"));
      LeafReader lead = lead(parts, list.element(), elements);
      return lead == null
          ? new MissingNode(wanted)
          : new ListNode(array, parts, lead, slots, list.definedLevel(), list.elementLevel());
    } else if (column instanceof FileColumn.Pairs map && wanted instanceof DataType.MapOf type) {
      Slots entries = new Slots(map.repetition(), map.elementLevel());
      List<NodeReader> parts =
          List.of(
              node(type.key(), map.key(), entries, path + ".key"),
              node(type.value(), map.value(), entries, path + ".value"));
      LeafReader lead = lead(parts, map.key(), entries);
      return lead == null
          ? new MissingNode(wanted)
          : new ListNode(type, parts, lead, slots, map.definedLevel(), map.elementLevel());
    }
    throw mismatch(path, describe(column), wanted);
  }

  NodeReader value(DataType wanted, FileColumn.Value value, Slots slots, String path) {
    SchemaNode.Leaf leaf = value.leaf();
    if (leaf.annotation() == Plain.UNKNOWN) {
      return new MissingNode(wanted);
    }
    Conversion conversion =
        Conversions.of(leaf, wanted).orElseThrow(() -> mismatch(path, leaf.describe(), wanted));
    return new ValueNode(
        LeafReader.of(file, leaf, slots.definition(), conversion.rawType()), conversion);
  }

  private NodeReader variant(FileColumn.Struct struct, Slots slots, String path) {
    List<StructField> parts =
        List.of(
            StructField.of("metadata", Primitive.BINARY),
            StructField.of("value", Primitive.BINARY));
    if (struct.fields().stream().anyMatch(field -> field.name().equals(VariantPlanner.TYPED))) {
      return new VariantPlanner(this, file).plan(struct, slots, path);
    }
    List<NodeReader> fields = new ArrayList<>(2);
    for (StructField part : parts) {
      FileColumn column =
          ColumnMatching.BY_NAME
              .find(file, part, struct.fields())
              .orElseThrow(() -> mismatch(path, describe(struct), Primitive.VARIANT));
      fields.add(node(part.type(), column, slots, path + "." + part.name()));
    }
    return new StructNode(
        Primitive.VARIANT, fields, fields.get(0).lead(), slots, struct.definedLevel());
  }

  /** A column below a part to take its levels from, if need be one that is not requested. */
  LeafReader lead(List<NodeReader> parts, FileColumn below, Slots slots) {
    LeafReader lead = null;
    for (NodeReader part : parts) {
      LeafReader candidate = part.lead();
      if (candidate != null
          && (lead == null || candidate.leaf().maxRepetition() < lead.leaf().maxRepetition())) {
        lead = candidate;
      }
    }
    return lead != null ? lead : levels(below, slots);
  }

  private LeafReader levels(FileColumn column, Slots slots) {
    if (column instanceof FileColumn.Value value) {
      DataType raw =
          switch (value.leaf().physicalType()) {
            case BOOLEAN -> Primitive.BOOLEAN;
            case INT32 -> Primitive.INTEGER;
            case INT64, INT96 -> Primitive.LONG;
            case FLOAT -> Primitive.FLOAT;
            case DOUBLE -> Primitive.DOUBLE;
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> Primitive.BINARY;
          };
      return LeafReader.of(file, value.leaf(), slots.definition(), raw);
    } else if (column instanceof FileColumn.Sequence list) {
      return levels(list.element(), new Slots(list.repetition(), list.elementLevel()));
    } else if (column instanceof FileColumn.Pairs map) {
      return levels(map.key(), new Slots(map.repetition(), map.elementLevel()));
    }
    LeafReader best = null;
    for (FileColumn field : ((FileColumn.Struct) column).fields()) {
      LeafReader candidate = levels(field, slots);
      if (candidate != null
          && (best == null || candidate.leaf().maxRepetition() < best.leaf().maxRepetition())) {
        best = candidate;
      }
    }
    return best;
  }

  UnsupportedFeatureException mismatch(String path, String found, DataType wanted) {
    return new UnsupportedFeatureException(
        "Cannot read column '%s' of %s as %s: the file has %s"
            .formatted(path, file, wanted, found));
  }

  static String describe(FileColumn column) {
    if (column instanceof FileColumn.Struct struct) {
      return "a struct of %s".formatted(struct.fields().stream().map(FileColumn::name).toList());
    }
    return column instanceof FileColumn.Sequence
        ? "a list"
        : column instanceof FileColumn.Pairs
            ? "a map"
            : ((FileColumn.Value) column).leaf().describe();
  }
}
