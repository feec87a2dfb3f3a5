package io.moraine.core.parquet.write;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.type.DataType;
import java.util.List;

/** Strings and binaries. */
final class BytesWriter extends ValueWriter {
  private final BytesDictionary dictionary = new BytesDictionary(Integer.BYTES);
  private final BytesBounds bytesBounds;
  private final BytesForms forms = new BytesForms();

  BytesWriter(DataType type, WriteOptions options, PageCompressors compressors) {
    super(options, new BytesBounds(type), compressors);
    this.bytesBounds = (BytesBounds) bounds;
  }

  @Override
  int entries() {
    return dictionary.size();
  }

  @Override
  int entriesBytes(int entries) {
    return dictionary.sizeBytes(entries);
  }

  @Override
  void clearEntries() {
    dictionary.clear();
  }

  @Override
  void encode(ColumnVector vector, int[] rows, int from, int count, int[] target, int at) {
    BytesVector bytes = (BytesVector) vector;
    byte[] data = bytes.data();
    int[] start = bytes.start();
    int[] length = bytes.length();
    for (int i = 0; i < count; i++) {
      int row = rows == null ? from + i : rows[from + i];
      target[at + i] = dictionary.code(data, start[row], length[row]);
    }
  }

  @Override
  void appendPlain(ColumnVector vector, int[] rows, int from, int count) {
    BytesVector bytes = (BytesVector) vector;
    byte[] data = bytes.data();
    int[] start = bytes.start();
    int[] length = bytes.length();
    int at = body.reserve(bytes(length, rows, from, count));
    byte[] out = body.array();
    for (int i = 0; i < count; i++) {
      int row = rows == null ? from + i : rows[from + i];
      int size = length[row];
      ByteSink.INT.set(out, at, size);
      System.arraycopy(data, start[row], out, at + Integer.BYTES, size);
      at += Integer.BYTES + size;
    }
    for (int i = 0; i < count; i++) {
      int row = rows == null ? from + i : rows[from + i];
      bytesBounds.add(data, start[row], length[row]);
    }
  }

  private static int bytes(int[] length, int[] rows, int from, int count) {
    long total = (long) count * Integer.BYTES;
    for (int i = 0; i < count; i++) {
      total += length[rows == null ? from + i : rows[from + i]];
    }
    return (int) Math.min(Integer.MAX_VALUE, total);
  }

  @Override
  void putPlain(int[] codes, int count, ByteSink target) {
    for (int i = 0; i < count; i++) {
      target.putInt(dictionary.length(codes[i]));
      target.putBytes(dictionary.data(), dictionary.start(codes[i]), dictionary.length(codes[i]));
    }
  }

  @Override
  List<PageForm> forms() {
    return options.encoding().bytesForms();
  }

  @Override
  void bring(ByteSink plain, PageForm form) {
    forms.bring(plain, form);
  }

  @Override
  int sampleBytes(ByteSink plain) {
    return BytesForms.prefixBytes(plain, FormTrial.SAMPLE_VALUES, FormTrial.SAMPLE_BYTES);
  }

  @Override
  void addBounds(int[] codes, int count) {
    for (int i = 0; i < count; i++) {
      bytesBounds.add(dictionary.data(), dictionary.start(codes[i]), dictionary.length(codes[i]));
    }
  }

  @Override
  long plainBytes(int[] codes, int count) {
    long total = (long) count * Integer.BYTES;
    for (int i = 0; i < count; i++) {
      total += dictionary.length(codes[i]);
    }
    return total;
  }

  @Override
  void putEntries(int entries, ByteSink target) {
    target.putBytes(dictionary.data(), 0, dictionary.sizeBytes(entries));
  }

  @Override
  int fitting(ColumnVector vector, int[] rows, int from, int count, long budget) {
    if (vector instanceof DictionaryVector coded) {
      int[] entries = entryRows(coded, rows, from, count);
      return fitting((BytesVector) coded.dictionary(), entries, 0, count, budget);
    }
    return fitting((BytesVector) vector, rows, from, count, budget);
  }

  private static int fitting(BytesVector vector, int[] rows, int from, int count, long budget) {
    int[] length = vector.length();
    long left = budget;
    for (int i = 0; i < count; i++) {
      left -= Integer.BYTES + length[rows == null ? from + i : rows[from + i]];
      if (left < 0) {
        return i;
      }
    }
    return count;
  }
}
