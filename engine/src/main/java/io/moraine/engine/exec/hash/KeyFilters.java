package io.moraine.engine.exec.hash;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.eval.Filter;
import io.moraine.core.eval.ValueTest;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.physical.RuntimeFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What the keys of a join's build side say of the rows that its probe side needs to give. */
public final class KeyFilters {
  /** So many values are listed. */
  private static final int FEW = 64;

  /** Among more rows than this, few distinct strings are not looked for. */
  private static final int MOST_TEXT_ROWS = 20_000;

  private static final int MOST_SORTED_ROWS = 4096;

  private KeyFilters() {}

  /**
   * The filter of {@code column} for rows with one of {@code keys}; nulls among these count for
   * nothing. Empty if there are no others, or there is nothing quick to say of them.
   */
  public static Optional<RuntimeFilter> of(ColumnVector keys, int column) {
    ColumnVector present = withoutNulls(keys);
    if (present.size() == 0 || !isListed(present.type())) {
      return Optional.empty();
    }
    Optional<KeyRange> range = KeyRange.of(present);
    if (range.isPresent()) {
      return Optional.of(ofNumbers(present, range.get(), column));
    }
    return ofFew(present, column);
  }

  private static boolean isListed(DataType type) {
    return type instanceof DataType.Decimal
        || type.isIntegral()
        || type == Primitive.DATE
        || type == Primitive.TIMESTAMP
        || type == Primitive.TIMESTAMP_NTZ
        || type == Primitive.STRING;
  }

  private static ColumnVector withoutNulls(ColumnVector keys) {
    if (!keys.mayHaveNulls()) {
      return keys;
    }
    int[] rows = new int[keys.size()];
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      rows[count] = i;
      count += keys.isNull(i) ? 0 : 1;
    }
    return keys.select(rows, count);
  }

  private static RuntimeFilter ofNumbers(ColumnVector keys, KeyRange range, int column) {
    KeyTest test = KeyTest.of(range.values(), range.count(), range.min(), range.max());
    List<Object> values = new ArrayList<>();
    Optional<long[]> few = test.listed(FEW).or(() -> distinct(range));
    for (long value : few.orElseGet(() -> new long[] {range.min(), range.max()})) {
      values.add(object(keys.type(), value));
    }
    return new RuntimeFilter(column, values, few.isPresent(), test);
  }

  /** The distinct values, if they are few of not too many rows. */
  private static Optional<long[]> distinct(KeyRange range) {
    if (range.count() > MOST_SORTED_ROWS) {
      return Optional.empty();
    }
    long[] distinct = Arrays.stream(range.values(), 0, range.count()).sorted().distinct().toArray();
    return Optional.of(distinct).filter(values -> values.length <= FEW);
  }

  private static Object object(DataType type, long value) {
    boolean narrow =
        type == Primitive.BYTE
            || type == Primitive.SHORT
            || type == Primitive.INTEGER
            || type == Primitive.DATE;
    ColumnVector one =
        narrow
            ? new IntVector(type, 1, new int[] {(int) value}, null)
            : new LongVector(type, 1, new long[] {value}, null);
    return one.value(0);
  }

  private static Optional<RuntimeFilter> ofFew(ColumnVector keys, int column) {
    if (keys.size() > MOST_TEXT_ROWS) {
      return Optional.empty();
    }
    TreeSet<Object> values = new TreeSet<>(ValueOrder::compare);
    BitSet seen = new BitSet();
    for (int i = 0; i < keys.size() && values.size() <= FEW; i++) {
      if (keys instanceof DictionaryVector coded) {
        int code = coded.codes()[i];
        if (seen.get(code)) {
          continue;
        }
        seen.set(code);
      }
      values.add(keys.value(i));
    }
    if (values.size() > FEW) {
      return Optional.empty();
    }
    List<Object> list = new ArrayList<>(values);
    ColumnReference reference = new ColumnReference(0, "key", keys.type(), true);
    Expression in =
        new RuntimeFilter(column, list, true, (vector, rows, count) -> count).condition(reference);
    return Optional.of(new RuntimeFilter(column, list, true, new ListTest(keys.type(), in)));
  }

  /** Keeps rows whose value is one of a list. */
  private static final class ListTest implements ValueTest {
    private final StructType schema;
    private final Filter filter;

    ListTest(DataType type, Expression in) {
      this.schema = StructType.ofResult(List.of(StructField.of("key", type)));
      this.filter = Filter.compile(in, EvaluationContext.UTC);
    }

    @Override
    public int refine(ColumnVector vector, int[] selection, int count) {
      return filter.refine(
          new ColumnBatch(schema, vector.size(), List.of(vector)), selection, count);
    }
  }
}
