package io.moraine.connector.spark.read;

import io.moraine.connector.spark.type.SparkTypes;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.reader.RowMetadata;
import java.util.List;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The columns that a query has to name to see: where a row is, and which row it is. */
public final class MetadataColumns {
  /** The path of the row's file as the log has it. */
  public static final String FILE = "_moraine_file";

  /** The row's position in its file, from 0, deleted rows counted. */
  public static final String POSITION = "_moraine_position";

  /** The id that the row keeps for life, where rows are tracked. */
  public static final String ROW_ID = "_moraine_row_id";

  private MetadataColumns() {}

  /** Those of the rows of {@code snapshot}. */
  public static List<MetadataColumn> of(Snapshot snapshot) {
    return List.of(
        new Column(
            RowMetadata.NAME,
            SparkTypes.toSpark(RowMetadata.column(snapshot).type()),
            "Where the row is, and in tables that track rows which one"),
        new Column(FILE, DataTypes.StringType, "The path of the row's file as the log has it"),
        new Column(POSITION, DataTypes.LongType, "The row's position in its file"),
        new Column(ROW_ID, DataTypes.LongType, "The id that the row keeps for life"));
  }

  private record Column(String name, DataType dataType, String comment) implements MetadataColumn {
    @Override
    public boolean isNullable() {
      return name.equals(ROW_ID);
    }

    @Override
    public String metadataInJSON() {
      return "{}";
    }
  }
}
