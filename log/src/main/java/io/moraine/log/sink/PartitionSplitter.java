package io.moraine.log.sink;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Splits batches by the texts of their partition values. */
final class PartitionSplitter {
  /** The rows of a batch that share all partition values. */
  record Part(List<@Nullable String> values, ColumnBatch rows) {}

  private final int[] columns;

  /** Splits by the columns at the ordinals {@code columns}. */
  PartitionSplitter(int[] columns) {
    this.columns = columns.clone();
  }

  /** The parts of {@code batch}, in the order of their first rows; each keeps its rows' order. */
  List<Part> split(ColumnBatch batch) {
    int rows = batch.rowCount();
    if (rows == 0) {
      return List.of();
    }
    int[] groups = new int[rows];
    List<List<@Nullable String>> values = new ArrayList<>();
    values.add(List.of());
    for (int column : columns) {
      values = refine(batch.column(column), groups, values);
    }
    if (values.size() == 1) {
      return List.of(new Part(values.get(0), batch));
    }
    return select(batch, groups, values);
  }

  /** Splits every group by one more column; {@code groups} holds each row's group. */
  private static List<List<@Nullable String>> refine(
      ColumnVector column, int[] groups, List<List<@Nullable String>> values) {
    Texts texts = new Texts(column);
    int[] codes = texts.codes();
    Map<Long, Integer> known = new HashMap<>();
    List<List<@Nullable String>> refined = new ArrayList<>();
    long lastPair = -1;
    int lastGroup = -1;
    for (int row = 0; row < groups.length; row++) {
      long pair = ((long) groups[row] << 32) | codes[row];
      if (pair != lastPair) {
        Integer group = known.get(pair);
        if (group == null) {
          group = refined.size();
          known.put(pair, group);
          List<@Nullable String> longer = new ArrayList<>(values.get(groups[row]));
          longer.add(texts.text(codes[row]));
          refined.add(longer);
        }
        lastPair = pair;
        lastGroup = group;
      }
      groups[row] = lastGroup;
    }
    return refined;
  }

  private static List<Part> select(
      ColumnBatch batch, int[] groups, List<List<@Nullable String>> values) {
    int[] ends = new int[values.size()];
    for (int group : groups) {
      ends[group]++;
    }
    int[][] rows = new int[values.size()][];
    for (int group = 0; group < ends.length; group++) {
      rows[group] = new int[ends[group]];
    }
    Arrays.fill(ends, 0);
    for (int row = 0; row < groups.length; row++) {
      int group = groups[row];
      rows[group][ends[group]++] = row;
    }
    List<Part> parts = new ArrayList<>(rows.length);
    for (int group = 0; group < rows.length; group++) {
      parts.add(new Part(values.get(group), batch.select(rows[group], rows[group].length)));
    }
    return parts;
  }

  /** A column's values as codes of their texts; different values may share one. */
  private static final class Texts {
    private final ColumnVector column;
    private final DataType type;
    private final Map<Object, Integer> codeOfValue = new HashMap<>();
    private final Map<@Nullable String, Integer> codeOfText = new HashMap<>();
    private final List<@Nullable String> texts = new ArrayList<>();

    Texts(ColumnVector column) {
      this.column = column;
      this.type = column.type();
    }

    @Nullable String text(int code) {
      return texts.get(code);
    }

    int[] codes() {
      int[] codes = new int[column.size()];
      if (column instanceof DictionaryVector dictionary) {
        // Entries that no row uses may hold what has no text.
        int[] codeOfEntry = new int[dictionary.dictionary().size()];
        Arrays.fill(codeOfEntry, -1);
        for (int row = 0; row < codes.length; row++) {
          int entry = dictionary.codes()[row];
          if (column.isNull(row)) {
            codes[row] = code(null);
          } else {
            if (codeOfEntry[entry] < 0) {
              codeOfEntry[entry] = code(dictionary.dictionary().value(entry));
            }
            codes[row] = codeOfEntry[entry];
          }
        }
      } else {
        for (int row = 0; row < codes.length; row++) {
          codes[row] = code(column.value(row));
        }
      }
      return codes;
    }

    private int code(@Nullable Object value) {
      if (value == null || value instanceof byte[]) {
        return codeOfText(PartitionText.of(type, value));
      }
      return codeOfValue.computeIfAbsent(value, key -> codeOfText(PartitionText.of(type, key)));
    }

    private int codeOfText(@Nullable String text) {
      Integer code = codeOfText.get(text);
      if (code == null) {
        code = texts.size();
        texts.add(text);
        codeOfText.put(text, code);
      }
      return code;
    }
  }
}
