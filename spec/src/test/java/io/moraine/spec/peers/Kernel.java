package io.moraine.spec.peers;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Operation;
import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionBuilder;
import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.defaults.internal.data.DefaultColumnarBatch;
import io.delta.kernel.defaults.internal.data.vector.DefaultGenericVector;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** delta-kernel in this process. */
final class Kernel {
  private final Engine engine = DefaultEngine.create(new Configuration());

  /** The newest version of the table at {@code path}. */
  long latestVersion(String path) {
    return Table.forPath(engine, path).getLatestSnapshot(engine).getVersion();
  }

  /** All rows of the table at {@code path} as of {@code version}, sorted as texts. */
  List<String> rows(String path, long version) throws IOException {
    Snapshot snapshot = Table.forPath(engine, path).getSnapshotAsOfVersion(engine, version);
    Scan scan = snapshot.getScanBuilder().build();
    Row state = scan.getScanState(engine);
    StructType physical = ScanStateRow.getPhysicalDataReadSchema(state);
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> files = scan.getScanFiles(engine)) {
      while (files.hasNext()) {
        try (CloseableIterator<Row> fileRows = files.next().getRows()) {
          while (fileRows.hasNext()) {
            read(state, physical, fileRows.next(), rows);
          }
        }
      }
    }
    Collections.sort(rows);
    return rows;
  }

  private void read(Row state, StructType physical, Row file, List<String> rows)
      throws IOException {
    FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
    CloseableIterator<ColumnarBatch> data =
        engine
            .getParquetHandler()
            .readParquetFiles(Utils.singletonCloseableIterator(status), physical, Optional.empty())
            .map(result -> result.getData());
    try (CloseableIterator<FilteredColumnarBatch> logical =
        Scan.transformPhysicalData(engine, state, file, data)) {
      while (logical.hasNext()) {
        FilteredColumnarBatch batch = logical.next();
        StructType schema = batch.getData().getSchema();
        for (int row = 0; row < batch.getData().getSize(); row++) {
          if (selected(batch, row)) {
            rows.add(Canonical.row(values(batch.getData(), schema, row)));
          }
        }
      }
    }
  }

  private static boolean selected(FilteredColumnarBatch batch, int row) {
    return batch
        .getSelectionVector()
        .map(vector -> !vector.isNullAt(row) && vector.getBoolean(row))
        .orElse(true);
  }

  private static List<Object> values(ColumnarBatch batch, StructType schema, int row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < schema.length(); i++) {
      values.add(value(batch.getColumnVector(i), schema.at(i).getDataType(), row));
    }
    return values;
  }

  private static Object value(ColumnVector vector, DataType type, int row) {
    if (vector.isNullAt(row)) {
      return null;
    } else if (type instanceof BooleanType) {
      return vector.getBoolean(row);
    } else if (type instanceof ByteType) {
      return vector.getByte(row);
    } else if (type instanceof ShortType) {
      return vector.getShort(row);
    } else if (type instanceof IntegerType) {
      return vector.getInt(row);
    } else if (type instanceof LongType) {
      return vector.getLong(row);
    } else if (type instanceof FloatType) {
      return vector.getFloat(row);
    } else if (type instanceof DoubleType) {
      return vector.getDouble(row);
    } else if (type instanceof DecimalType) {
      return vector.getDecimal(row);
    } else if (type instanceof StringType) {
      return vector.getString(row);
    } else if (type instanceof BinaryType) {
      return vector.getBinary(row);
    } else if (type instanceof DateType) {
      return Canonical.date(vector.getInt(row));
    } else if (type instanceof TimestampType) {
      return Canonical.instant(vector.getLong(row));
    } else if (type instanceof TimestampNTZType) {
      return Canonical.local(vector.getLong(row));
    }
    return nested(vector, type, row);
  }

  private static Object nested(ColumnVector vector, DataType type, int row) {
    if (type instanceof StructType struct) {
      List<Object> fields = new ArrayList<>();
      for (int i = 0; i < struct.length(); i++) {
        fields.add(value(vector.getChild(i), struct.at(i).getDataType(), row));
      }
      return fields;
    } else if (type instanceof ArrayType array) {
      ArrayValue list = vector.getArray(row);
      List<Object> elements = new ArrayList<>();
      for (int i = 0; i < list.getSize(); i++) {
        elements.add(value(list.getElements(), array.getElementType(), i));
      }
      return elements;
    } else if (type instanceof MapType map) {
      MapValue entries = vector.getMap(row);
      Map<Object, Object> result = new LinkedHashMap<>();
      for (int i = 0; i < entries.getSize(); i++) {
        result.put(
            value(entries.getKeys(), map.getKeyType(), i),
            value(entries.getValues(), map.getValueType(), i));
      }
      return result;
    }
    throw new IllegalArgumentException("No reader for kernel type " + type);
  }

  /**
   * Appends a file to the table at {@code path}, which is made if it is not there: rows {@code
   * from} to {@code to} of {@code id BIGINT, name STRING, part INT}, partitioned by {@code part}.
   */
  void append(String path, long from, long to, int part) throws IOException {
    Table table = Table.forPath(engine, path);
    boolean exists = java.nio.file.Files.exists(java.nio.file.Path.of(path, "_delta_log"));
    TransactionBuilder builder =
        table.createTransactionBuilder(
            engine, "kernel test", exists ? Operation.WRITE : Operation.CREATE_TABLE);
    StructType schema =
        new StructType()
            .add("id", LongType.LONG)
            .add("name", StringType.STRING)
            .add("part", IntegerType.INTEGER);
    if (!exists) {
      builder = builder.withSchema(engine, schema).withPartitionColumns(engine, List.of("part"));
    }
    Transaction transaction = builder.build(engine);
    Row state = transaction.getTransactionState(engine);
    Map<String, Literal> partition = Map.of("part", Literal.ofInt(part));
    CloseableIterator<FilteredColumnarBatch> logical =
        Utils.singletonCloseableIterator(
            new FilteredColumnarBatch(batch(schema, from, to, part), Optional.empty()));
    CloseableIterator<FilteredColumnarBatch> physical =
        Transaction.transformLogicalData(engine, state, logical, partition);
    DataWriteContext context = Transaction.getWriteContext(engine, state, partition);
    CloseableIterator<DataFileStatus> files =
        engine
            .getParquetHandler()
            .writeParquetFiles(
                context.getTargetDirectory(), physical, context.getStatisticsColumns());
    CloseableIterator<Row> actions =
        Transaction.generateAppendActions(engine, state, files, context);
    transaction.commit(engine, CloseableIterable.inMemoryIterable(actions));
  }

  private static ColumnarBatch batch(StructType schema, long from, long to, int part) {
    int rows = Math.toIntExact(to - from);
    Object[] ids = new Object[rows];
    Object[] names = new Object[rows];
    Object[] parts = new Object[rows];
    for (int i = 0; i < rows; i++) {
      ids[i] = from + i;
      names[i] = i % 7 == 3 ? null : "näme " + (from + i);
      parts[i] = part;
    }
    return new DefaultColumnarBatch(
        rows,
        schema,
        new ColumnVector[] {
          DefaultGenericVector.fromArray(LongType.LONG, ids),
          DefaultGenericVector.fromArray(StringType.STRING, names),
          DefaultGenericVector.fromArray(IntegerType.INTEGER, parts)
        });
  }
}
