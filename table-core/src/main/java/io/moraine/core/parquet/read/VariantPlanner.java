package io.moraine.core.parquet.read;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.parquet.schema.Annotation;
import io.moraine.core.parquet.schema.Annotation.Plain;
import io.moraine.core.parquet.schema.DeltaTypes;
import io.moraine.core.parquet.schema.FileColumn;
import io.moraine.core.parquet.schema.PhysicalType;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.parquet.variant.ShreddedColumn;
import io.moraine.core.parquet.variant.ShreddedScalar;
import io.moraine.core.parquet.variant.ShreddedType;
import io.moraine.core.parquet.variant.ShreddedValue;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides how the columns of a shredded variant are read and put together.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/VariantShredding.md">Variant
 *     shredding</a>
 */
final class VariantPlanner {
  /** The name of the column with values of a type of their own. */
  static final String TYPED = "typed_value";

  private static final String METADATA = "metadata";
  private static final String VALUE = "value";

  private final Planner planner;
  private final String file;

  VariantPlanner(Planner planner, String file) {
    this.planner = planner;
    this.file = file;
  }

  /** A reader of a group, and what its vectors mean. */
  private record Group(StructNode node, DataType type, ShreddedValue value) {}

  /** A reader of a column {@code typed_value}, and what its vectors mean. */
  private record Typed(NodeReader node, DataType type, ShreddedType meaning) {}

  /** A reader of the variants of {@code struct}, which has a column {@code typed_value}. */
  NodeReader plan(FileColumn.Struct struct, Slots slots, String path) {
    FileColumn metadata =
        find(struct, METADATA)
            .orElseThrow(() -> planner.mismatch(path, Planner.describe(struct), Primitive.VARIANT));
    NodeReader metadataNode = binary(metadata, slots, path);
    Group parts = group(struct, slots, path);
    return new VariantNode(metadataNode, parts.node(), new ShreddedColumn(parts.value()));
  }

  private static Optional<FileColumn> find(FileColumn.Struct struct, String name) {
    return struct.fields().stream().filter(field -> field.name().equals(name)).findFirst();
  }

  private NodeReader binary(FileColumn column, Slots slots, String path) {
    String ownPath = path + "." + column.name();
    if (column instanceof FileColumn.Value value
        && value.leaf().physicalType() == PhysicalType.BYTE_ARRAY) {
      return planner.value(Primitive.BINARY, value, slots, ownPath);
    }
    throw planner.mismatch(ownPath, Planner.describe(column), Primitive.BINARY);
  }

  private Group group(FileColumn.Struct struct, Slots slots, String path) {
    List<StructField> fields = new ArrayList<>();
    List<NodeReader> nodes = new ArrayList<>();
    Optional<FileColumn> value = find(struct, VALUE);
    value.ifPresent(
        column -> {
          fields.add(StructField.of(VALUE, Primitive.BINARY));
          nodes.add(binary(column, slots, path));
        });
    Optional<Typed> typed =
        find(struct, TYPED).map(column -> typed(column, slots, path + "." + TYPED));
    typed.ifPresent(
        part -> {
          fields.add(StructField.of(TYPED, part.type()));
          nodes.add(part.node());
        });
    if (nodes.isEmpty()) {
      throw new CorruptFileException(
          file,
          -1,
          "part '%s' of a variant has neither a value nor a typed_value, but %s"
              .formatted(path, Planner.describe(struct)));
    }
    return new Group(
        struct(StructType.ofResult(fields), nodes, struct, slots),
        StructType.ofResult(fields),
        new ShreddedValue(value.isPresent(), typed.map(Typed::meaning)));
  }

  private StructNode struct(
      StructType type, List<NodeReader> nodes, FileColumn.Struct struct, Slots slots) {
    return new StructNode(
        type, nodes, planner.lead(nodes, struct, slots), slots, struct.definedLevel());
  }

  private Typed typed(FileColumn column, Slots slots, String path) {
    if (column instanceof FileColumn.Value value) {
      return scalar(value, slots, path);
    } else if (column instanceof FileColumn.Sequence list
        && list.element() instanceof FileColumn.Struct element) {
      Slots elements = new Slots(list.repetition(), list.elementLevel());
      Group group = group(element, elements, path + ".element");
      DataType.Array type = new DataType.Array(group.type(), element.nullable());
      return new Typed(
          new ListNode(
              type,
              List.of(group.node()),
              group.node().lead(),
              slots,
              list.definedLevel(),
              list.elementLevel()),
          type,
          ShreddedType.arrayOf(group.value()));
    } else if (column instanceof FileColumn.Struct object && !object.fields().isEmpty()) {
      return object(object, slots, path);
    }
    throw refused(path, Planner.describe(column));
  }

  private Typed object(FileColumn.Struct object, Slots slots, String path) {
    List<StructField> fields = new ArrayList<>();
    List<NodeReader> nodes = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<ShreddedValue> values = new ArrayList<>();
    for (FileColumn column : object.fields()) {
      String ownPath = path + "." + column.name();
      if (!(column instanceof FileColumn.Struct field)) {
        throw refused(ownPath, Planner.describe(column));
      }
      Group group = group(field, slots, ownPath);
      fields.add(StructField.of(field.name(), group.type()));
      nodes.add(group.node());
      names.add(field.name());
      values.add(group.value());
    }
    StructType type = StructType.ofResult(fields);
    return new Typed(
        struct(type, nodes, object, slots), type, ShreddedType.objectOf(names, values));
  }

  private Typed scalar(FileColumn.Value column, Slots slots, String path) {
    SchemaNode.Leaf leaf = column.leaf();
    ShreddedScalar scalar = scalar(leaf);
    DataType type = scalar == null ? null : type(leaf, scalar);
    if (type == null) {
      throw refused(path, leaf.describe());
    }
    NodeReader node =
        switch (scalar) {
          // No type of a table's column: read as the numbers that they are.
          case TIME, TIMESTAMP_NANOS, TIMESTAMP_NTZ_NANOS ->
              new ValueNode(
                  LeafReader.of(file, leaf, slots.definition(), type), Conversion.none(type));
          default -> planner.value(type, column, slots, path);
        };
    return new Typed(node, type, ShreddedType.of(scalar));
  }

  private static DataType type(SchemaNode.Leaf leaf, ShreddedScalar scalar) {
    return switch (scalar) {
      case BOOLEAN -> Primitive.BOOLEAN;
      case INTEGER -> Primitive.INTEGER;
      case LONG, TIME, TIMESTAMP_NANOS, TIMESTAMP_NTZ_NANOS -> Primitive.LONG;
      case FLOAT -> Primitive.FLOAT;
      case DOUBLE -> Primitive.DOUBLE;
      case DATE -> Primitive.DATE;
      case TIMESTAMP -> Primitive.TIMESTAMP;
      case TIMESTAMP_NTZ -> Primitive.TIMESTAMP_NTZ;
      case BINARY, UUID -> Primitive.BINARY;
      case STRING -> Primitive.STRING;
      case DECIMAL -> DeltaTypes.of(leaf).filter(DataType.Decimal.class::isInstance).orElse(null);
    };
  }

  /** What values of {@code leaf} are in a variant, or null if variants have none such. */
  private static ShreddedScalar scalar(SchemaNode.Leaf leaf) {
    Annotation annotation = leaf.annotation();
    if (annotation instanceof Annotation.DecimalOf) {
      return ShreddedScalar.DECIMAL;
    }
    return switch (leaf.physicalType()) {
      case BOOLEAN -> annotation == Plain.NONE ? ShreddedScalar.BOOLEAN : null;
      case INT32 ->
          annotation == Plain.DATE
              ? ShreddedScalar.DATE
              : isNumber(annotation) ? ShreddedScalar.INTEGER : null;
      case INT64 -> int64(annotation);
      // Not in the specification; Spark writes timestamps so unless it is told otherwise.
      case INT96 -> ShreddedScalar.TIMESTAMP;
      case FLOAT -> annotation == Plain.NONE ? ShreddedScalar.FLOAT : null;
      case DOUBLE -> annotation == Plain.NONE ? ShreddedScalar.DOUBLE : null;
      case BYTE_ARRAY ->
          annotation == Plain.STRING
              ? ShreddedScalar.STRING
              : annotation == Plain.NONE ? ShreddedScalar.BINARY : null;
      case FIXED_LEN_BYTE_ARRAY ->
          annotation == Plain.UUID && leaf.typeLength() == 16 ? ShreddedScalar.UUID : null;
    };
  }

  private static boolean isNumber(Annotation annotation) {
    return annotation == Plain.NONE
        || (annotation instanceof Annotation.Int integer && integer.signed());
  }

  private static ShreddedScalar int64(Annotation annotation) {
    if (annotation instanceof Annotation.Timestamp timestamp) {
      return switch (timestamp.unit()) {
        case MILLIS -> null;
        case MICROS -> timestamp.utc() ? ShreddedScalar.TIMESTAMP : ShreddedScalar.TIMESTAMP_NTZ;
        case NANOS ->
            timestamp.utc() ? ShreddedScalar.TIMESTAMP_NANOS : ShreddedScalar.TIMESTAMP_NTZ_NANOS;
      };
    } else if (annotation instanceof Annotation.Time time) {
      return time.unit() == Annotation.TimeUnit.MICROS ? ShreddedScalar.TIME : null;
    }
    return isNumber(annotation) ? ShreddedScalar.LONG : null;
  }

  private CorruptFileException refused(String path, String found) {
    return new CorruptFileException(
        file,
        -1,
        "part '%s' of a variant is %s, in which variants are not stored".formatted(path, found));
  }
}
