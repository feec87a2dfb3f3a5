package io.moraine.engine.exec.spill;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.BytesVector;
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
import io.moraine.core.type.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Turns vectors into bytes that {@link VectorReader} reads. For one thread. */
final class VectorWriter {
  static final byte PLAIN = 0;
  static final byte CODED = 1;

  /** A column that nobody looks at. */
  static final byte UNUSED = 2;

  private ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

  /** What was written so far. */
  ByteBuffer bytes() {
    return bytes.duplicate().flip();
  }

  void put(ColumnVector vector) {
    if (vector.type() == DataType.Primitive.VOID) {
      room(1).put(UNUSED);
    } else if (vector instanceof DictionaryVector coded && isWorthKeeping(coded)) {
      room(1).put(CODED);
      putValidity(coded);
      putCoded(coded);
    } else {
      ColumnVector flat = vector.flat();
      room(1).put(PLAIN);
      putValidity(flat);
      putValues(flat);
    }
  }

  private static boolean isWorthKeeping(DictionaryVector coded) {
    return coded.dictionary() instanceof BytesVector && coded.size() > 0;
  }

  private ByteBuffer room(int more) {
    if (bytes.remaining() < more) {
      long needed = (long) bytes.position() + more;
      int capacity =
          (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(needed, 2L * bytes.capacity()));
      ByteBuffer larger = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
      bytes.flip();
      bytes = larger.put(bytes);
    }
    return bytes;
  }

  private void putValidity(ColumnVector vector) {
    byte[] validity = vector.validity();
    room(1 + vector.size()).put((byte) (validity == null ? 0 : 1));
    if (validity != null) {
      bytes.put(validity, 0, vector.size());
    }
  }

  /** Only the entries that rows use, numbered anew. */
  private void putCoded(DictionaryVector coded) {
    int rows = coded.size();
    int[] codes = coded.codes();
    int[] numbers = new int[coded.dictionary().size()];
    int[] used = new int[Math.min(rows, numbers.length)];
    int[] renumbered = new int[rows];
    int count = 0;
    for (int i = 0; i < rows; i++) {
      int code = coded.isNull(i) ? -1 : codes[i];
      if (code >= 0) {
        if (numbers[code] == 0) {
          used[count++] = code;
          numbers[code] = count;
        }
        renumbered[i] = numbers[code] - 1;
      }
    }
    putInts(renumbered, rows);
    room(4).putInt(count);
    putValues(coded.dictionary().select(used, count));
  }

  private void putInts(int[] values, int count) {
    ByteBuffer to = room(Math.multiplyExact(4, count));
    to.asIntBuffer().put(values, 0, count);
    to.position(to.position() + 4 * count);
  }

  private void putLongs(long[] values, int count) {
    ByteBuffer to = room(Math.multiplyExact(8, count));
    to.asLongBuffer().put(values, 0, count);
    to.position(to.position() + 8 * count);
  }

  private void putValues(ColumnVector vector) {
    int rows = vector.size();
    if (vector instanceof BooleanVector booleans) {
      room(rows).put(booleans.values(), 0, rows);
    } else if (vector instanceof IntVector ints) {
      putInts(ints.values(), rows);
    } else if (vector instanceof LongVector longs) {
      putLongs(longs.values(), rows);
    } else if (vector instanceof FloatVector floats) {
      ByteBuffer to = room(4 * rows);
      to.asFloatBuffer().put(floats.values(), 0, rows);
      to.position(to.position() + 4 * rows);
    } else if (vector instanceof DoubleVector doubles) {
      ByteBuffer to = room(8 * rows);
      to.asDoubleBuffer().put(doubles.values(), 0, rows);
      to.position(to.position() + 8 * rows);
    } else if (vector instanceof DecimalVector decimals) {
      putLongs(decimals.high(), rows);
      putLongs(decimals.low(), rows);
    } else if (vector instanceof BytesVector strings) {
      putStrings(strings);
    } else if (vector instanceof StructVector struct) {
      struct.fields().forEach(this::put);
    } else if (vector instanceof ListVector list) {
      int[] offsets = putOffsets(list.offsets(), rows);
      put(list.elements().slice(offsets[0], offsets[1]));
    } else {
      MapVector map = (MapVector) vector;
      int[] offsets = putOffsets(map.offsets(), rows);
      put(map.keys().slice(offsets[0], offsets[1]));
      put(map.values().slice(offsets[0], offsets[1]));
    }
  }

  private void putStrings(BytesVector strings) {
    int rows = strings.size();
    int[] lengths = new int[rows];
    for (int i = 0; i < rows; i++) {
      lengths[i] = strings.isNull(i) ? 0 : strings.length()[i];
    }
    putInts(lengths, rows);
    for (int i = 0; i < rows; i++) {
      room(lengths[i]).put(strings.data(), strings.start()[i], lengths[i]);
    }
  }

  /** Writes where rows end, counted from the first; returns the first and the last. */
  private int[] putOffsets(int[] offsets, int rows) {
    int[] ends = Arrays.copyOf(offsets, rows + 1);
    for (int i = 0; i <= rows; i++) {
      ends[i] -= offsets[0];
    }
    putInts(ends, rows + 1);
    return new int[] {offsets[0], offsets[rows]};
  }
}
