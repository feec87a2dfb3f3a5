package io.moraine.log.sink;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.LongVector;
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
    long[] pairs = new long[groups.length];
    for (int row = 0; row < pairs.length; row++) {
      pairs[row] = ((long) groups[row] << 32) | codes[row];
    }
    DistinctValues distinct =
        DistinctValues.of(new LongVector(DataType.Primitive.LONG, pairs.length, pairs, null));
    List<List<@Nullable String>> refined = new ArrayList<>(distinct.count());
    for (int pair = 0; pair < distinct.count(); pair++) {
      int row = distinct.firstRow(pair);
      List<@Nullable String> longer = new ArrayList<>(values.get(groups[row]));
      longer.add(texts.text(codes[row]));
      refined.add(longer);
    }
    System.arraycopy(distinct.codes(), 0, groups, 0, groups.length);
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
    private final int[] codes;
    private final List<@Nullable String> texts = new ArrayList<>();

    Texts(ColumnVector column) {
      DistinctValues values = DistinctValues.of(column);
      Map<@Nullable String, Integer> known = new HashMap<>();
      int[] textOfValue = new int[values.count()];
      for (int value = 0; value < textOfValue.length; value++) {
        String text = PartitionText.of(column.type(), column.value(values.firstRow(value)));
        Integer code = known.get(text);
        if (code == null) {
          code = texts.size();
          texts.add(text);
          known.put(text, code);
        }
        textOfValue[value] = code;
      }
      codes = values.codes();
      for (int row = 0; row < codes.length; row++) {
        codes[row] = textOfValue[codes[row]];
      }
    }

    @Nullable String text(int code) {
      return texts.get(code);
    }

    int[] codes() {
      return codes;
    }
  }
}
