package io.moraine.core.parquet.variant;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.parquet.decode.MalformedPage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A variant, an element or a field in two columns: {@code value} in binary form, {@code
 * typed_value} where it is of the type that the file's writer chose.
 *
 * <p>Bound to a struct of those that the file has, in that order.
 */
public final class ShreddedValue {
  private final boolean inBinary;
  private final @Nullable ShreddedType type;
  private @Nullable StructVector group;
  private @Nullable BytesVector binary;
  private @Nullable ColumnVector typed;

  /**
   * A value.
   *
   * @param inBinary whether there is a column {@code value}
   * @param type what there is of {@code typed_value}
   */
  public ShreddedValue(boolean inBinary, Optional<ShreddedType> type) {
    this.inBinary = inBinary;
    this.type = type.orElse(null);
  }

  void bind(StructVector columns) {
    group = columns;
    binary = inBinary ? (BytesVector) columns.field(0).flat() : null;
    if (type != null) {
      typed = columns.field(inBinary ? 1 : 0).flat();
      type.bind(typed);
    }
  }

  /** Puts the value of {@code row} at the end of {@code out}; false if there is none. */
  boolean append(int row, VariantNames names, VariantBuffer out) {
    if (group.isNull(row)) {
      return false;
    }
    BytesVector rest = binary != null && !binary.isNull(row) ? binary : null;
    if (typed != null && !typed.isNull(row)) {
      type.append(row, rest, names, out);
      return true;
    }
    if (rest == null) {
      return false;
    }
    if (rest.length()[row] == 0) {
      throw new MalformedPage("the value of a variant has no bytes");
    }
    out.put(rest.data(), rest.start()[row], rest.length()[row]);
    return true;
  }
}
