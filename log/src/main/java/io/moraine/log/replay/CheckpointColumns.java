package io.moraine.log.replay;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.parquet.footer.ChunkMetadata;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.footer.RowGroupMetadata;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.state.CheckpointPart;
import io.moraine.log.state.ColumnBlockBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which columns to read of a row group of a checkpoint: those that have any value in it. */
final class CheckpointColumns {
  private static final StructType ALL = CheckpointSchema.with(CheckpointSchema.ADD);
  private static final String REMOVE = "remove";

  /** Empty tags have no values either, so their statistics do not tell them from none. */
  private static final Set<String> ALWAYS = Set.of("path", "size", "partitionValues", "tags");

  private final StructType schema;
  private final boolean adds;

  private CheckpointColumns(StructType schema, boolean adds) {
    this.schema = schema;
    this.adds = adds;
  }

  /** Those of row group {@code group} of {@code part}. */
  static CheckpointColumns of(CheckpointPart part, int group) {
    Footer footer = part.footer();
    List<StructField> columns = new ArrayList<>();
    boolean adds = hasValues(footer, group, CheckpointPart.ADD);
    if (adds) {
      List<StructField> fields = new ArrayList<>();
      for (StructField field : ColumnBlockBuilder.ADD.fields()) {
        if (ALWAYS.contains(field.name())
            || hasValues(footer, group, CheckpointPart.ADD + "." + field.name())) {
          fields.add(field);
        }
      }
      columns.add(StructField.of(CheckpointPart.ADD, StructType.of(fields)));
    }
    for (StructField field : ALL.fields()) {
      boolean other = !field.name().equals(CheckpointPart.ADD) && !field.name().equals(REMOVE);
      if (other && hasValues(footer, group, field.name())) {
        columns.add(field);
      }
    }
    return new CheckpointColumns(StructType.of(columns), adds);
  }

  /** Whether the file may hold tombstones. */
  static boolean hasRemoves(CheckpointPart part) {
    for (int group = 0; group < part.footer().rowGroups().size(); group++) {
      if (hasValues(part.footer(), group, REMOVE)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasValues(Footer footer, int group, String column) {
    RowGroupMetadata metadata = footer.rowGroups().get(group);
    String prefix = column + ".";
    for (SchemaNode.Leaf leaf : footer.leaves()) {
      String path = leaf.path() + ".";
      // Columns are found whatever their names' case.
      if (path.regionMatches(true, 0, prefix, 0, prefix.length())) {
        ChunkMetadata chunk = metadata.chunks().get(leaf.ordinal());
        if (chunk.statistics().nullCount() < 0
            || chunk.statistics().nullCount() < chunk.valueCount()) {
          return true;
        }
      }
    }
    return false;
  }

  /** What to read: {@code add} first, if it is there. */
  StructType schema() {
    return schema;
  }

  boolean hasAdds() {
    return adds;
  }

  /** Whether there are actions other than of files. */
  boolean hasOthers() {
    return schema.size() > (adds ? 1 : 0);
  }

  /** A batch as {@link CheckpointRows} takes it, without files. */
  ColumnBatch others(ColumnBatch batch) {
    List<ColumnVector> columns = new ArrayList<>();
    for (StructField field : ALL.fields()) {
      boolean read =
          !field.name().equals(CheckpointPart.ADD) && schema.ordinalOf(field.name()).isPresent();
      columns.add(
          read
              ? batch.column(schema.ordinal(field.name()))
              : Vectors.nulls(field.type(), batch.rowCount()));
    }
    return new ColumnBatch(ALL, batch.rowCount(), columns);
  }
}
