package io.moraine.core.batch;

import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/** Joins vectors end to end, type by type, in whole-array copies. */
final class Concatenation {
  private Concatenation() {}

  static ColumnVector of(DataType type, List<ColumnVector> parts) {
    ColumnVector shared = sharedDictionary(parts);
    if (shared != null) {
      return shared;
    }
    List<ColumnVector> flat = parts.stream().map(ColumnVector::flat).toList();
    int size = flat.stream().mapToInt(ColumnVector::size).reduce(0, Math::addExact);
    byte[] validity = validity(flat, size);
    ColumnVector first = flat.isEmpty() ? VectorBuilder.of(type, 0).build() : flat.get(0);
    if (first instanceof BooleanVector) {
      byte[] values = new byte[size];
      int at = 0;
      for (ColumnVector part : flat) {
        System.arraycopy(((BooleanVector) part).values(), 0, values, at, part.size());
        at += part.size();
      }
      return new BooleanVector(type, size, values, validity);
    } else if (first instanceof IntVector) {
      int[] values = new int[size];
      int at = 0;
      for (ColumnVector part : flat) {
        System.arraycopy(((IntVector) part).values(), 0, values, at, part.size());
        at += part.size();
      }
      return new IntVector(type, size, values, validity);
    } else if (first instanceof LongVector) {
      long[] values = new long[size];
      int at = 0;
      for (ColumnVector part : flat) {
        System.arraycopy(((LongVector) part).values(), 0, values, at, part.size());
        at += part.size();
      }
      return new LongVector(type, size, values, validity);
    } else if (first instanceof FloatVector) {
      float[] values = new float[size];
      int at = 0;
      for (ColumnVector part : flat) {
        System.arraycopy(((FloatVector) part).values(), 0, values, at, part.size());
        at += part.size();
      }
      return new FloatVector(type, size, values, validity);
    } else if (first instanceof DoubleVector) {
      double[] values = new double[size];
      int at = 0;
      for (ColumnVector part : flat) {
        System.arraycopy(((DoubleVector) part).values(), 0, values, at, part.size());
        at += part.size();
      }
      return new DoubleVector(type, size, values, validity);
    } else if (first instanceof DecimalVector) {
      return decimals((DataType.Decimal) type, flat, size, validity);
    } else if (first instanceof BytesVector) {
      return bytes(type, flat, size, validity);
    } else if (first instanceof StructVector struct) {
      List<ColumnVector> fields = new ArrayList<>();
      for (int i = 0; i < struct.fields().size(); i++) {
        int ordinal = i;
        DataType fieldType =
            type instanceof StructType s ? s.field(i).type() : struct.field(i).type();
        fields.add(
            of(fieldType, flat.stream().map(v -> ((StructVector) v).field(ordinal)).toList()));
      }
      return new StructVector(type, size, fields, validity);
    }
    return ranges(type, flat, size, validity);
  }

  /**
   * Parts of one column chunk share a dictionary: then only codes are joined. Of several chunks,
   * dictionaries are put one after the other, unless that makes them longer than the values.
   */
  private static ColumnVector sharedDictionary(List<ColumnVector> parts) {
    IdentityHashMap<ColumnVector, Integer> starts = new IdentityHashMap<>();
    List<ColumnVector> dictionaries = new ArrayList<>();
    int size = 0;
    int entries = 0;
    for (ColumnVector part : parts) {
      if (!(part instanceof DictionaryVector coded)) {
        return null;
      }
      if (starts.putIfAbsent(coded.dictionary(), entries) == null) {
        dictionaries.add(coded.dictionary());
        entries = Math.addExact(entries, coded.dictionary().size());
      }
      size = Math.addExact(size, part.size());
    }
    if (dictionaries.isEmpty() || (dictionaries.size() > 1 && entries > size)) {
      return null;
    }
    int[] codes = new int[size];
    int at = 0;
    for (ColumnVector part : parts) {
      DictionaryVector coded = (DictionaryVector) part;
      int start = starts.get(coded.dictionary());
      int[] own = coded.codes();
      for (int i = 0; i < coded.size(); i++) {
        codes[at++] = own[i] + start;
      }
    }
    ColumnVector dictionary =
        dictionaries.size() == 1
            ? dictionaries.get(0)
            : of(dictionaries.get(0).type(), dictionaries);
    return new DictionaryVector(size, codes, dictionary, validity(parts, size));
  }

  private static byte[] validity(List<ColumnVector> parts, int size) {
    if (parts.stream().noneMatch(ColumnVector::mayHaveNulls)) {
      return null;
    }
    byte[] validity = new byte[size];
    int at = 0;
    for (ColumnVector part : parts) {
      if (part.mayHaveNulls()) {
        System.arraycopy(part.validity(), 0, validity, at, part.size());
      } else {
        Arrays.fill(validity, at, at + part.size(), (byte) 1);
      }
      at += part.size();
    }
    return validity;
  }

  private static ColumnVector decimals(
      DataType.Decimal type, List<ColumnVector> parts, int size, byte[] validity) {
    long[] high = new long[size];
    long[] low = new long[size];
    int at = 0;
    for (ColumnVector part : parts) {
      System.arraycopy(((DecimalVector) part).high(), 0, high, at, part.size());
      System.arraycopy(((DecimalVector) part).low(), 0, low, at, part.size());
      at += part.size();
    }
    return new DecimalVector(type, size, high, low, validity);
  }

  private static ColumnVector bytes(
      DataType type, List<ColumnVector> parts, int size, byte[] validity) {
    long total = 0;
    for (ColumnVector part : parts) {
      BytesVector v = (BytesVector) part;
      for (int row = 0; row < v.size(); row++) {
        total += v.isNull(row) ? 0 : v.length()[row];
      }
    }
    byte[] data = new byte[Math.toIntExact(total)];
    int[] start = new int[size];
    int[] length = new int[size];
    int at = 0;
    int next = 0;
    for (ColumnVector part : parts) {
      BytesVector v = (BytesVector) part;
      for (int row = 0; row < v.size(); row++, at++) {
        if (!v.isNull(row)) {
          start[at] = next;
          length[at] = v.length()[row];
          System.arraycopy(v.data(), v.start()[row], data, next, length[at]);
          next += length[at];
        }
      }
    }
    return new BytesVector(type, size, data, start, length, validity);
  }

  private static ColumnVector ranges(
      DataType type, List<ColumnVector> parts, int size, byte[] validity) {
    int[] offsets = new int[size + 1];
    List<ColumnVector> first = new ArrayList<>();
    List<ColumnVector> second = new ArrayList<>();
    int at = 0;
    for (ColumnVector part : parts) {
      boolean list = part instanceof ListVector;
      int[] own = list ? ((ListVector) part).offsets() : ((MapVector) part).offsets();
      for (int row = 0; row < part.size(); row++, at++) {
        offsets[at + 1] = Math.addExact(offsets[at], own[row + 1] - own[row]);
      }
      int from = own[0];
      int to = own[part.size()];
      if (list) {
        first.add(((ListVector) part).elements().slice(from, to));
      } else {
        first.add(((MapVector) part).keys().slice(from, to));
        second.add(((MapVector) part).values().slice(from, to));
      }
    }
    if (type instanceof DataType.Array array) {
      return new ListVector(array, size, offsets, of(array.element(), first), validity);
    }
    DataType.MapOf map = (DataType.MapOf) type;
    return new MapVector(
        map, size, offsets, of(map.key(), first), of(map.value(), second), validity);
  }
}
