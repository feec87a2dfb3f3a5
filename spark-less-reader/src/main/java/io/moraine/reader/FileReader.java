package io.moraine.reader;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.expr.Expression;
import io.moraine.core.parquet.read.ColumnMatching;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.parquet.read.ReadOptions;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.PartitionValues;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads one data file: its columns from Parquet, partition columns and row addresses beside. */
final class FileReader {
  private final TableScan scan;
  private final ScanFile file;
  private final ObjectReader object;
  private final Expression filter;
  private final ZoneId zone;

  /** Where each column of the scan comes from: an index into what the file gives, or −1. */
  private final List<Integer> fromFile = new ArrayList<>();

  private final List<Object> constants = new ArrayList<>();

  FileReader(TableScan scan, ScanFile file, ObjectReader object, Expression filter, ZoneId zone) {
    this.scan = scan;
    this.file = file;
    this.object = object;
    this.filter = filter;
    this.zone = zone;
  }

  BatchReader open() {
    Snapshot snapshot = scan.snapshot();
    StructType schema = snapshot.schema();
    ColumnMappingMode mode = snapshot.properties().columnMappingMode();
    List<String> partitionColumns = snapshot.partitionColumns();
    PartitionValues partitionValues = new PartitionValues(schema, partitionColumns, mode, zone);
    List<StructField> wanted = new ArrayList<>();
    for (int ordinal : scan.columns()) {
      StructField field = schema.field(ordinal);
      int partition = partitionColumns.indexOf(field.name());
      if (partition >= 0) {
        fromFile.add(-1);
        constants.add(partitionValues.value(file.add(), partition));
      } else {
        fromFile.add(wanted.size());
        constants.add(null);
        wanted.add(field);
      }
    }
    ReadOptions options =
        ReadOptions.DEFAULT.withFilter(RowGroupPruning.of(filter, schema, wanted));
    if (scan.addresses()) {
      options = options.withPositionColumn(RowAddress.POSITION.name());
    }
    options = options.withMatching(ColumnMatching.BY_NAME);
    BatchReader reader = ParquetFile.open(object).read(StructType.ofResult(wanted), options);
    return new Assembled(reader, wanted.size());
  }

  /** The file's batches with what the file does not hold put in. */
  private final class Assembled implements BatchReader {
    private final BatchReader reader;
    private final int positionColumn;

    Assembled(BatchReader reader, int positionColumn) {
      this.reader = reader;
      this.positionColumn = positionColumn;
    }

    @Override
    public StructType schema() {
      return scan.output();
    }

    @Override
    public ColumnBatch next() {
      ColumnBatch batch = reader.next();
      if (batch == null) {
        return null;
      }
      int rows = batch.rowCount();
      List<ColumnVector> columns = new ArrayList<>();
      for (int i = 0; i < fromFile.size(); i++) {
        columns.add(
            fromFile.get(i) >= 0
                ? batch.column(fromFile.get(i))
                : Vectors.constant(scan.output().field(i).type(), constants.get(i), rows));
      }
      if (scan.addresses()) {
        int[] index = new int[rows];
        Arrays.fill(index, file.index());
        columns.add(new IntVector(RowAddress.FILE.type(), rows, index, null));
        columns.add(batch.column(positionColumn));
      }
      return new ColumnBatch(scan.output(), rows, columns);
    }

    @Override
    public void close() {
      reader.close();
      object.close();
    }
  }
}
