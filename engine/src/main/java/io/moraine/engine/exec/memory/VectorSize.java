package io.moraine.engine.exec.memory;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DecimalVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.FloatVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.ListVector;
import io.moraine.core.batch.MapVector;
import io.moraine.core.batch.StructVector;

/** About how many bytes rows take. */
public final class VectorSize {
  private VectorSize() {}

  /** The bytes of all columns. */
  public static long bytes(ColumnBatch batch) {
    long bytes = 0;
    for (ColumnVector column : batch.columns()) {
      bytes += bytes(column);
    }
    return bytes;
  }

  /** The bytes of the rows themselves: of a dictionary vector the codes, of bytes what rows use. */
  public static long bytes(ColumnVector vector) {
    long rows = vector.size();
    long validity = vector.mayHaveNulls() ? rows : 0;
    if (vector instanceof BooleanVector) {
      return validity + rows;
    } else if (vector instanceof IntVector
        || vector instanceof FloatVector
        || vector instanceof DictionaryVector) {
      return validity + 4 * rows;
    } else if (vector instanceof DecimalVector) {
      return validity + 16 * rows;
    } else if (vector instanceof BytesVector bytes) {
      return validity + 8 * rows + sum(bytes.length(), bytes.size());
    } else if (vector instanceof StructVector struct) {
      return validity + struct.fields().stream().mapToLong(VectorSize::bytes).sum();
    } else if (vector instanceof ListVector list) {
      return validity + 4 * rows + bytes(list.elements());
    } else if (vector instanceof MapVector map) {
      return validity + 4 * rows + bytes(map.keys()) + bytes(map.values());
    }
    return validity + 8 * rows;
  }

  private static long sum(int[] values, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    return sum;
  }
}
