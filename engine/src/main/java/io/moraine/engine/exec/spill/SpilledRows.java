package io.moraine.engine.exec.spill;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.type.DataType;
import java.util.ArrayList;
import java.util.List;

/** Columns of rows in a {@link SpillFile}, piece by piece, in the order they came. */
public final class SpilledRows {
  private final SpillFile file;
  private final List<Piece> pieces = new ArrayList<>();
  private long rows;

  private record Piece(SpillFile.Place place, int rows, List<DataType> types) {}

  /** No rows yet. */
  public SpilledRows(SpillFile file) {
    this.file = file;
  }

  /** Writes {@code count} rows of {@code columns}. */
  public void add(List<ColumnVector> columns, int count) {
    VectorWriter writer = new VectorWriter();
    columns.forEach(writer::put);
    SpillFile.Place place = file.write(writer.bytes());
    pieces.add(new Piece(place, count, columns.stream().map(ColumnVector::type).toList()));
    rows += count;
  }

  /** How many rows there are. */
  public long rows() {
    return rows;
  }

  /** In how many pieces they are. */
  public int pieces() {
    return pieces.size();
  }

  /** How many rows are in {@code piece}. */
  public int rows(int piece) {
    return pieces.get(piece).rows();
  }

  /** Reads the columns of {@code piece}; safe for several threads once all rows are there. */
  public List<ColumnVector> read(int piece) {
    Piece wanted = pieces.get(piece);
    VectorReader reader = new VectorReader(file.read(wanted.place()));
    List<ColumnVector> columns = new ArrayList<>();
    wanted.types().forEach(type -> columns.add(reader.next(type, wanted.rows())));
    return columns;
  }
}
