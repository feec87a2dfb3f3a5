package io.moraine.core.kernel;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.type.DataType;

/** Puts strings or binaries end to end. */
public final class Concatenating {
  private Concatenating() {}

  /** A kernel of any number of arguments of {@code type}, null where one of them is. */
  public static Kernel of(DataType type) {
    return (arguments, rowCount) -> {
      byte[] validity = Validity.and(arguments, rowCount);
      int[] start = new int[rowCount];
      int[] length = new int[rowCount];
      long total = 0;
      for (int i = 0; i < rowCount; i++) {
        if (Validity.isValid(validity, i)) {
          start[i] = Math.toIntExact(total);
          for (ColumnVector argument : arguments) {
            length[i] += ((BytesVector) argument).length()[i];
          }
          total += length[i];
        }
      }
      byte[] data = new byte[Math.toIntExact(total)];
      int filled = 0;
      for (int i = 0; i < rowCount; i++) {
        if (Validity.isValid(validity, i)) {
          for (ColumnVector argument : arguments) {
            BytesVector part = (BytesVector) argument;
            System.arraycopy(part.data(), part.start()[i], data, filled, part.length()[i]);
            filled += part.length()[i];
          }
        }
      }
      return new BytesVector(type, rowCount, data, start, length, validity);
    };
  }
}
