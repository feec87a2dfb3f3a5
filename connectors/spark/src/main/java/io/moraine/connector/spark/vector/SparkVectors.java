package io.moraine.connector.spark.vector;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DecimalVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.FloatVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.ListVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.batch.MapVector;
import io.moraine.core.batch.StructVector;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Makes Spark's vectors over Moraine's. */
public final class SparkVectors {
  private SparkVectors() {}

  /** The rows of {@code batch}, whose columns Spark knows as those of {@code schema}. */
  public static ColumnarBatch batch(ColumnBatch batch, StructType schema) {
    org.apache.spark.sql.vectorized.ColumnVector[] columns =
        new org.apache.spark.sql.vectorized.ColumnVector[batch.columns().size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = of(batch.column(i), schema.fields()[i].dataType());
    }
    return new ColumnarBatch(columns, batch.rowCount());
  }

  /** The values of {@code vector}, which Spark knows as {@code type}. */
  public static org.apache.spark.sql.vectorized.ColumnVector of(
      ColumnVector vector, DataType type) {
    if (vector instanceof DictionaryVector coded) {
      // Spark's structs go by the row of the vector that they are in, so these cannot be coded.
      boolean direct = coded.type().isNested() || type instanceof VariantType;
      return direct || coded.dictionary().size() == 0
          ? of(coded.flat(), type)
          : new CodedColumn(type, coded, of(coded.dictionary(), type));
    } else if (vector instanceof IntVector ints) {
      return new IntColumn(type, ints);
    } else if (vector instanceof LongVector longs) {
      return new LongColumn(type, longs);
    } else if (vector instanceof DoubleVector doubles) {
      return new DoubleColumn(type, doubles);
    } else if (vector instanceof FloatVector floats) {
      return new FloatColumn(type, floats);
    } else if (vector instanceof BooleanVector booleans) {
      return new BooleanColumn(type, booleans);
    } else if (vector instanceof BytesVector bytes) {
      return new BytesColumn(type, bytes);
    } else if (vector instanceof DecimalVector decimals) {
      return new WideDecimalColumn(type, decimals);
    } else if (vector instanceof ListVector list) {
      return new ListColumn(type, list, of(list.elements(), ((ArrayType) type).elementType()));
    } else if (vector instanceof MapVector map) {
      return new MapColumn(
          type,
          map,
          of(map.keys(), ((MapType) type).keyType()),
          of(map.values(), ((MapType) type).valueType()));
    }
    return struct((StructVector) vector, type);
  }

  private static StructColumn struct(StructVector struct, DataType type) {
    if (type instanceof VariantType) {
      // Spark has the value first.
      return new StructColumn(
          type,
          struct,
          List.of(
              of(struct.field(1), DataTypes.BinaryType),
              of(struct.field(0), DataTypes.BinaryType)));
    }
    org.apache.spark.sql.types.StructField[] fields = ((StructType) type).fields();
    List<org.apache.spark.sql.vectorized.ColumnVector> children = new ArrayList<>(fields.length);
    for (int i = 0; i < fields.length; i++) {
      children.add(of(struct.field(i), fields[i].dataType()));
    }
    return new StructColumn(type, struct, children);
  }
}
