package io.moraine;

import io.moraine.core.batch.BatchReader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rows to be read as records. Only the columns that the record has components for are read.
 *
 * <pre>{@code
 * record Person(long id, String name, Optional<String> city) {}
 *
 * List<Person> people = table.read(Person.class).where("city = 'Oslo'").toList();
 * }</pre>
 *
 * <p>Components and columns are matched by name, {@code birthDay} also with {@code birth_day}, or
 * as {@link Column} says. A nested record is a struct, a {@link List} or {@link java.util.Set} an
 * array, a {@link java.util.Map} a map, an enum a string; a component that is null where its type
 * is primitive is an error. An {@link Optional} is empty for null, and where there is no such
 * column.
 *
 * @param <R> the record
 */
public final class RecordRead<R> {
  private final TableRead read;
  private final RecordMapping<R> mapping;

  private RecordRead(TableRead read, RecordMapping<R> mapping) {
    this.read = read;
    this.mapping = mapping;
  }

  static <R> RecordRead<R> of(TableRead all, Class<R> type) {
    RecordMapping<R> whole = RecordMapping.of(type, all.schema());
    List<String> names = all.schema().names();
    int[] ordinals = whole.ordinals();
    if (ordinals.length == 0) {
      return new RecordRead<>(all, whole);
    }
    String[] columns = Arrays.stream(ordinals).mapToObj(names::get).toArray(String[]::new);
    TableRead needed = all.select(columns);
    return new RecordRead<>(needed, RecordMapping.of(type, needed.schema()));
  }

  /** Reads only rows for which the SQL condition is true, and those of the conditions before. */
  public RecordRead<R> where(String condition) {
    return new RecordRead<>(read.where(condition), mapping);
  }

  /** Reads only rows for which the condition is true, and those of the conditions before. */
  public RecordRead<R> where(Expr condition) {
    return new RecordRead<>(read.where(condition), mapping);
  }

  /**
   * The records; the stream is to be closed, or read to its end.
   *
   * @throws io.moraine.core.error.InvalidInputException while it is read, if a value does not fit
   *     its component
   */
  public Stream<R> rows() {
    BatchReader batches = read.batches();
    return RowStream.held(batches).map(mapping::read);
  }

  /** All records. */
  public List<R> toList() {
    try (Stream<R> rows = rows()) {
      return rows.toList();
    }
  }

  /** The first record, if there is one; which that is, is not said. */
  public Optional<R> first() {
    try (Stream<R> rows = rows()) {
      return rows.findFirst();
    }
  }
}
