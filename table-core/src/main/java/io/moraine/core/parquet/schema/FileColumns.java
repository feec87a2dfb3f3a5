package io.moraine.core.parquet.schema;

import io.moraine.core.parquet.schema.Annotation.Plain;
import java.util.List;

/**
 * Recognises structs, lists and maps in a Parquet schema, by the rules for all past writers.
 *
 * @see <a
 *     href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#nested-types">Nested
 *     types</a>
 */
public final class FileColumns {
  private FileColumns() {}

  /** The columns of the schema {@code root}. */
  public static List<FileColumn> of(SchemaNode.Group root) {
    return root.children().stream().map(FileColumns::column).toList();
  }

  private static FileColumn column(SchemaNode node) {
    if (node.repetition() == Repetition.REPEATED) {
      // Repeated outside a list or a map: a list, never null, of elements, never null.
      return new FileColumn.Sequence(
          node.name(),
          node.fieldId(),
          false,
          node.maxDefinition() - 1,
          node.maxDefinition(),
          node.maxRepetition(),
          single(node));
    }
    return single(node);
  }

  /** The node itself, whether or not it is repeated. */
  private static FileColumn single(SchemaNode node) {
    if (node instanceof SchemaNode.Leaf leaf) {
      return new FileColumn.Value(leaf, leaf.repetition() == Repetition.OPTIONAL);
    }
    SchemaNode.Group group = (SchemaNode.Group) node;
    if (group.annotation() == Plain.LIST && hasRepeatedChild(group)) {
      return list(group, group.children().get(0));
    }
    // Old writers marked the map itself as MAP_KEY_VALUE.
    if ((group.annotation() == Plain.MAP || group.annotation() == Plain.MAP_KEY_VALUE)
        && group.repetition() != Repetition.REPEATED
        && hasRepeatedChild(group)
        && group.children().get(0) instanceof SchemaNode.Group entries
        && entries.children().size() == 2) {
      return new FileColumn.Pairs(
          group.name(),
          group.fieldId(),
          group.repetition() == Repetition.OPTIONAL,
          group.maxDefinition(),
          entries.maxDefinition(),
          entries.maxRepetition(),
          column(entries.children().get(0)),
          column(entries.children().get(1)));
    }
    return struct(group);
  }

  private static FileColumn struct(SchemaNode.Group group) {
    return new FileColumn.Struct(
        group.name(),
        group.fieldId(),
        group.repetition() == Repetition.OPTIONAL,
        group.maxDefinition(),
        group.annotation() == Plain.VARIANT,
        group.children().stream().map(FileColumns::column).toList());
  }

  private static boolean hasRepeatedChild(SchemaNode.Group group) {
    return group.children().size() == 1
        && group.children().get(0).repetition() == Repetition.REPEATED;
  }

  private static FileColumn list(SchemaNode.Group list, SchemaNode repeated) {
    return new FileColumn.Sequence(
        list.name(),
        list.fieldId(),
        list.repetition() == Repetition.OPTIONAL,
        list.maxDefinition(),
        repeated.maxDefinition(),
        repeated.maxRepetition(),
        isElement(list, repeated)
            ? single(repeated)
            : column(((SchemaNode.Group) repeated).children().get(0)));
  }

  /** Whether the repeated node is the element, as in two-level lists, or holds it. */
  private static boolean isElement(SchemaNode.Group list, SchemaNode repeated) {
    if (!(repeated instanceof SchemaNode.Group group) || group.children().size() != 1) {
      return true;
    }
    boolean holdsRepeated = group.children().get(0).repetition() == Repetition.REPEATED;
    boolean annotated =
        group.annotation() == Plain.LIST
            || group.annotation() == Plain.MAP
            || group.annotation() == Plain.VARIANT;
    return holdsRepeated
        || annotated
        || group.name().equals("array")
        || group.name().equals(list.name() + "_tuple");
  }
}
