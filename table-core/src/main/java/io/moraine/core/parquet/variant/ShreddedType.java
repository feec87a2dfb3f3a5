package io.moraine.core.parquet.variant;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.ListVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.parquet.decode.MalformedPage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a column {@code typed_value} holds. */
public abstract sealed class ShreddedType {
  private ShreddedType() {}

  /** Values of one type that has no parts. */
  public static ShreddedType of(ShreddedScalar scalar) {
    return new Scalar(scalar);
  }

  /** Arrays, whose elements are {@code element}. */
  public static ShreddedType arrayOf(ShreddedValue element) {
    return new Elements(element);
  }

  /** Objects of which some fields have columns: {@code values}, in the order of {@code names}. */
  public static ShreddedType objectOf(List<String> names, List<ShreddedValue> values) {
    return new Fields(names, values);
  }

  abstract void bind(ColumnVector column);

  /**
   * Puts the value of {@code row} at the end of {@code out}; {@code rest} is null or has a part.
   */
  abstract void append(int row, @Nullable BytesVector rest, VariantNames names, VariantBuffer out);

  private static void refuseRest(@Nullable BytesVector rest, String what) {
    if (rest != null) {
      throw new MalformedPage(
          "a variant is %s in a column of its own and has a value beside it".formatted(what));
    }
  }

  private static final class Scalar extends ShreddedType {
    private final ShreddedScalar scalar;
    private ColumnVector values;

    Scalar(ShreddedScalar scalar) {
      this.scalar = scalar;
    }

    @Override
    void bind(ColumnVector column) {
      values = column;
    }

    @Override
    void append(int row, @Nullable BytesVector rest, VariantNames names, VariantBuffer out) {
      refuseRest(rest, "a " + scalar);
      scalar.append(values, row, out);
    }
  }

  private static final class Elements extends ShreddedType {
    private static final int ARRAY = 3;
    private static final int LARGE = 1 << 4;
    private static final int VARIANT_NULL = 0;

    private final ShreddedValue element;
    private ListVector lists;

    Elements(ShreddedValue element) {
      this.element = element;
    }

    @Override
    void bind(ColumnVector column) {
      lists = (ListVector) column;
      element.bind((StructVector) lists.elements());
    }

    @Override
    void append(int row, @Nullable BytesVector rest, VariantNames names, VariantBuffer out) {
      refuseRest(rest, "an array");
      int from = out.size();
      int first = lists.offsets()[row];
      int count = lists.offsets()[row + 1] - first;
      int[] offsets = new int[count + 1];
      for (int i = 0; i < count; i++) {
        if (!element.append(first + i, names, out)) {
          // Arrays have no gaps: an element that is missing is the variant null.
          out.put(VARIANT_NULL);
        }
        offsets[i + 1] = out.size() - from;
      }
      boolean large = count > 0xff;
      int countWidth = large ? 4 : 1;
      int offsetWidth = VariantNames.width(offsets[count]);
      out.open(from, 1 + countWidth + (count + 1) * offsetWidth);
      int at = out.number(from, (large ? LARGE : 0) | ((offsetWidth - 1) << 2) | ARRAY, 1);
      at = out.number(at, count, countWidth);
      for (int offset : offsets) {
        at = out.number(at, offset, offsetWidth);
      }
    }
  }

  private static final class Fields extends ShreddedType {
    private final List<ShreddedName> fieldNames = new ArrayList<>();
    private final List<ShreddedValue> values;

    Fields(List<String> names, List<ShreddedValue> values) {
      names.forEach(name -> fieldNames.add(new ShreddedName(name)));
      this.values = List.copyOf(values);
    }

    @Override
    void bind(ColumnVector column) {
      StructVector struct = (StructVector) column;
      for (int i = 0; i < values.size(); i++) {
        values.get(i).bind((StructVector) struct.field(i));
      }
    }

    @Override
    void append(int row, @Nullable BytesVector rest, VariantNames names, VariantBuffer out) {
      int from = out.size();
      ObjectFields fields = new ObjectFields();
      if (rest != null) {
        fields.addAll(rest.data(), rest.start()[row], rest.length()[row], names, out);
      }
      for (int i = 0; i < values.size(); i++) {
        int offset = out.size() - from;
        if (values.get(i).append(row, names, out)) {
          ShreddedName name = fieldNames.get(i);
          fields.add(name.utf8(), names.number(name), offset);
        }
      }
      fields.finish(out, from);
    }
  }
}
