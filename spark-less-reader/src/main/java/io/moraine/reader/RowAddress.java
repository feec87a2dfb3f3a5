package io.moraine.reader;

import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import java.util.List;

/** The columns that say where a row is, for operations that change rows. */
public final class RowAddress {
  /** The {@link ScanFile#index()} of the row's file. */
  public static final StructField FILE = StructField.required("_moraine_file", Primitive.INTEGER);

  /** The row's position in its file, from 0, rows that are deleted counted too. */
  public static final StructField POSITION =
      StructField.required("_moraine_position", Primitive.LONG);

  /** Both, in the order in which a scan appends them. */
  public static final List<StructField> COLUMNS = List.of(FILE, POSITION);

  private RowAddress() {}
}
