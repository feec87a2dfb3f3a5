package io.moraine.core.parquet.variant;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.parquet.decode.MalformedPage;
import io.moraine.core.type.DataType.Primitive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the variants of a column together from the columns that hold their parts.
 *
 * <p>Keeps what it learned of one batch for the next; for one thread at a time.
 */
public final class ShreddedColumn {
  private static final int VARIANT_NULL = 0;

  private final ShreddedValue value;
  private @Nullable VariantNames names;

  /** Variants whose parts are {@code value}. */
  public ShreddedColumn(ShreddedValue value) {
    this.value = value;
  }

  /**
   * The variants of a batch.
   *
   * <p>Metadata are those of {@code metadata}, with the names of fields added that they lack.
   *
   * @param metadata binaries, one a row
   * @param parts what the column's {@link ShreddedValue} is bound to
   * @param validity 0 in rows without a variant, or null if there is none
   * @throws MalformedPage if parts contradict each other
   */
  public StructVector assemble(
      ColumnVector metadata, StructVector parts, byte @Nullable [] validity) {
    int rows = parts.size();
    BytesVector headers = (BytesVector) metadata.flat();
    value.bind(parts);
    VariantBuffer values = new VariantBuffer();
    VariantBuffer added = new VariantBuffer();
    int[] start = new int[rows];
    int[] length = new int[rows];
    int[] addedStart = new int[rows];
    int[] addedLength = new int[rows];
    for (int row = 0; row < rows; row++) {
      addedStart[row] = -1;
      if (validity != null && validity[row] == 0) {
        continue;
      }
      if (headers.isNull(row)) {
        throw new MalformedPage("a variant has no metadata");
      }
      VariantNames own = names(headers, row);
      start[row] = values.size();
      if (!value.append(row, own, values)) {
        // A row is there, so a value that is missing is the variant null.
        values.put(VARIANT_NULL);
      }
      length[row] = values.size() - start[row];
      if (!own.complete()) {
        byte[] complete = own.toMetadata();
        addedStart[row] = added.size();
        addedLength[row] = complete.length;
        added.put(complete, 0, complete.length);
        own.restart();
      }
    }
    BytesVector binaries =
        new BytesVector(Primitive.BINARY, rows, values.toBytes(), start, length, null);
    ColumnVector complete =
        added.size() == 0 ? metadata : merged(headers, added.toBytes(), addedStart, addedLength);
    return new StructVector(Primitive.VARIANT, rows, List.of(complete, binaries), validity);
  }

  private VariantNames names(BytesVector metadata, int row) {
    int from = metadata.start()[row];
    if (names == null || !names.areOf(metadata.data(), from, metadata.length()[row])) {
      names = new VariantNames(metadata.bytes(row));
    }
    return names;
  }

  /** {@code headers} with those rows replaced whose {@code start} is not negative. */
  private static ColumnVector merged(
      BytesVector headers, byte[] replacing, int[] start, int[] length) {
    int rows = headers.size();
    VariantBuffer all = new VariantBuffer();
    all.put(replacing, 0, replacing.length);
    for (int row = 0; row < rows; row++) {
      if (start[row] < 0) {
        start[row] = all.size();
        length[row] = headers.isNull(row) ? 0 : headers.length()[row];
        all.put(headers.data(), headers.start()[row], length[row]);
      }
    }
    return new BytesVector(
        Primitive.BINARY, rows, all.toBytes(), start, length, headers.validity());
  }
}
