package io.moraine.core.parquet.footer;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.parquet.schema.PhysicalType;
import io.moraine.core.parquet.schema.Repetition;
import io.moraine.core.parquet.schema.SchemaNode;
import java.util.ArrayList;
import java.util.List;

/** Builds the schema's tree from the list that a footer has. */
final class SchemaTree {
  /** Bounds recursion, and keeps levels within a byte. */
  private static final int MAX_DEPTH = 100;

  private final String file;
  private final long position;
  private final List<SchemaElement> elements;
  private final List<SchemaNode.Leaf> leaves = new ArrayList<>();
  private int next;
  private SchemaNode.Group root;

  private SchemaTree(String file, long position, List<SchemaElement> elements) {
    this.file = file;
    this.position = position;
    this.elements = elements;
  }

  static SchemaTree of(String file, long position, List<SchemaElement> elements) {
    SchemaTree tree = new SchemaTree(file, position, elements);
    tree.build();
    return tree;
  }

  SchemaNode.Group root() {
    return root;
  }

  List<SchemaNode.Leaf> leaves() {
    return leaves;
  }

  private void build() {
    if (elements.isEmpty() || elements.get(0).type() != null) {
      throw fault("the schema should begin with a group, its root");
    }
    SchemaElement element = elements.get(next++);
    root =
        new SchemaNode.Group(
            element.name(),
            Repetition.REQUIRED,
            element.annotation(),
            element.fieldId(),
            0,
            0,
            children(element, "", 0, 0, 0));
    if (next != elements.size()) {
      throw fault("the schema's tree has %d nodes, its list %d".formatted(next, elements.size()));
    }
  }

  private CorruptFileException fault(String problem) {
    return new CorruptFileException(file, position, problem);
  }

  private List<SchemaNode> children(
      SchemaElement parent, String path, int definition, int repetition, int depth) {
    if (depth > MAX_DEPTH) {
      throw fault("the schema nests deeper than %d groups".formatted(MAX_DEPTH));
    }
    int count = Math.max(0, parent.childCount());
    if (count > elements.size() - next) {
      throw fault(
          "group '%s' of the schema has %d children, but only %d nodes follow"
              .formatted(parent.name(), count, elements.size() - next));
    }
    List<SchemaNode> children = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      if (next == elements.size()) {
        throw fault("the schema ends within group '%s'".formatted(parent.name()));
      }
      children.add(node(elements.get(next++), path, definition, repetition, depth));
    }
    return children;
  }

  private SchemaNode node(
      SchemaElement element, String path, int definition, int repetition, int depth) {
    String ownPath = path.isEmpty() ? element.name() : path + "." + element.name();
    int ownDefinition = definition + (element.repetition() == Repetition.REQUIRED ? 0 : 1);
    int ownRepetition = repetition + (element.repetition() == Repetition.REPEATED ? 1 : 0);
    if (element.type() == null) {
      return new SchemaNode.Group(
          element.name(),
          element.repetition(),
          element.annotation(),
          element.fieldId(),
          ownDefinition,
          ownRepetition,
          children(element, ownPath, ownDefinition, ownRepetition, depth + 1));
    }
    if (element.childCount() > 0) {
      throw fault("column '%s' of the schema has both a type and children".formatted(ownPath));
    }
    boolean fixed = element.type() == PhysicalType.FIXED_LEN_BYTE_ARRAY;
    if (fixed && element.typeLength() <= 0) {
      throw fault(
          "column '%s' has values of fixed length, but the length %d"
              .formatted(ownPath, element.typeLength()));
    }
    SchemaNode.Leaf leaf =
        new SchemaNode.Leaf(
            element.name(),
            ownPath,
            element.repetition(),
            element.annotation(),
            element.fieldId(),
            ownDefinition,
            ownRepetition,
            element.type(),
            fixed ? element.typeLength() : 0,
            leaves.size());
    leaves.add(leaf);
    return leaf;
  }
}
