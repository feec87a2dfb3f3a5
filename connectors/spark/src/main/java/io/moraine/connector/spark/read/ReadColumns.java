package io.moraine.connector.spark.read;

import io.moraine.connector.spark.type.SparkTypes;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.reader.RowMetadata;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns that Spark wants of a table, in its order.
 *
 * @param schema as Spark knows them
 * @param sources of each the ordinal in the table's schema, or a negative number that says which
 *     metadata it is
 */
record ReadColumns(org.apache.spark.sql.types.StructType schema, List<Integer> sources)
    implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int FILE = -1;
  private static final int POSITION = -2;
  private static final int METADATA = -3;
  private static final int ROW_ID = -4;

  ReadColumns {
    sources = List.copyOf(sources);
  }

  /**
   * Those that have the names of {@code wanted}.
   *
   * @param shown the table's columns as Spark knows them
   */
  static ReadColumns of(
      Snapshot snapshot,
      org.apache.spark.sql.types.StructType shown,
      org.apache.spark.sql.types.StructType wanted) {
    StructType table = snapshot.schema();
    List<Integer> sources = new ArrayList<>();
    org.apache.spark.sql.types.StructType schema = new org.apache.spark.sql.types.StructType();
    for (org.apache.spark.sql.types.StructField field : wanted.fields()) {
      var ordinal = table.ordinalOf(field.name());
      if (ordinal.isPresent()) {
        // All of a struct, also where Spark asks for some fields.
        schema = schema.add(shown.fields()[ordinal.getAsInt()]);
        sources.add(ordinal.getAsInt());
      } else {
        int source = metadata(field.name());
        schema =
            source == METADATA
                ? schema.add(
                    field.name(), SparkTypes.toSpark(RowMetadata.column(snapshot).type()), false)
                : schema.add(field);
        sources.add(source);
      }
    }
    return new ReadColumns(schema, sources);
  }

  private static int metadata(String name) {
    return switch (name) {
      case MetadataColumns.FILE -> FILE;
      case MetadataColumns.POSITION -> POSITION;
      case MetadataColumns.ROW_ID -> ROW_ID;
      case RowMetadata.NAME -> METADATA;
      default -> throw new IllegalArgumentException("No column " + name);
    };
  }

  /** The ordinals of the table's own, in order. */
  List<Integer> ordinals() {
    return sources.stream().filter(source -> source >= 0).toList();
  }

  /** Whether rows have to say where they are. */
  boolean addressed() {
    return sources.contains(POSITION);
  }

  /** Whether the column of {@link RowMetadata} is needed. */
  boolean described() {
    return sources.contains(METADATA) || sources.contains(ROW_ID);
  }

  /**
   * These columns of rows of the file {@code path}.
   *
   * @param batch has the table's columns that are wanted, the address if it is, the metadata if it
   *     is
   */
  ColumnBatch of(ColumnBatch batch, String path) {
    int own = 0;
    int count = ordinals().size();
    int described = batch.columns().size() - 1;
    List<ColumnVector> vectors = new ArrayList<>();
    List<StructField> fields = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      ColumnVector vector =
          switch (sources.get(i)) {
            case FILE -> Vectors.constant(Primitive.STRING, path, batch.rowCount());
            case POSITION -> batch.column(count + 1);
            case METADATA -> batch.column(described);
            case ROW_ID -> rowId(batch.column(described));
            default -> batch.column(own++);
          };
      vectors.add(vector);
      fields.add(StructField.of(schema.fieldNames()[i], vector.type()));
    }
    return new ColumnBatch(StructType.ofResult(fields), batch.rowCount(), vectors);
  }

  private static ColumnVector rowId(ColumnVector metadata) {
    StructVector struct = (StructVector) metadata.flat();
    var ordinal = ((StructType) struct.type()).ordinalOf(RowMetadata.ROW_ID);
    return ordinal.isPresent()
        ? struct.field(ordinal.getAsInt())
        : Vectors.nulls(Primitive.LONG, struct.size());
  }
}
