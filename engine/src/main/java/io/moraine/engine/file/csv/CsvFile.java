package io.moraine.engine.file.csv;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.file.source.RowErrors;
import io.moraine.engine.file.source.SourceFile;
import io.moraine.engine.file.text.TextParser;
import io.moraine.engine.file.text.TypeGuess;
import java.util.ArrayList;
import java.util.List;

/** One CSV file: its columns' names, a guess of their types, and its rows. */
public record CsvFile(SourceFile file, CsvOptions options) {
  /** How many rows {@link #guessSchema} looks at. */
  public static final int GUESSED_ROWS = 100_000;

  /**
   * The columns' names: of the header, or {@code _c0}, {@code _c1} and so on.
   *
   * @throws InvalidInputException if the file is empty, or a name is empty or comes twice
   */
  public List<String> names() {
    Header header = new Header();
    try (CsvRecords records = new CsvRecords(file, options, header)) {
      if (!records.next()) {
        throw new InvalidInputException(
            "Cannot read %s: it is empty, expected a header or rows".formatted(file.location()));
      }
    }
    if (options.header() == CsvOptions.Header.ABSENT) {
      for (int i = 0; i < header.names.size(); i++) {
        header.names.set(i, "_c" + i);
      }
    }
    return List.copyOf(header.names);
  }

  /**
   * The schema by the narrowest types that all values of the first {@value #GUESSED_ROWS} rows
   * have.
   */
  public StructType guessSchema() {
    List<String> names = names();
    Guesses guesses = new Guesses(names.size());
    try (CsvRecords records = new CsvRecords(file, options, guesses)) {
      for (int i = 0; i < GUESSED_ROWS + guesses.headerLines() && records.next(); i++) {
        guesses.endHeader();
      }
    }
    List<StructField> fields = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      fields.add(StructField.of(names.get(i), guesses.columns.get(i).type()));
    }
    try {
      return StructType.of(fields);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "Cannot read %s: %s".formatted(file.location(), e.getMessage()), e);
    }
  }

  /**
   * The rows, as columns {@code ordinals} of {@code schema}.
   *
   * <p>A header must name exactly the schema's columns, in any order; without one they are taken in
   * the schema's order.
   */
  public BatchReader read(StructType schema, int[] ordinals, RowErrors errors, TextParser parser) {
    int[] ordinalByField = new int[schema.size()];
    if (options.header() == CsvOptions.Header.PRESENT) {
      List<String> names = names();
      requireSameColumns(schema, names);
      for (int i = 0; i < names.size(); i++) {
        ordinalByField[i] = schema.ordinal(names.get(i));
      }
    } else {
      for (int i = 0; i < schema.size(); i++) {
        ordinalByField[i] = i;
      }
    }
    return new CsvBatchReader(file, options, schema, ordinalByField, ordinals, errors, parser);
  }

  private void requireSameColumns(StructType schema, List<String> names) {
    List<String> unknown = names.stream().filter(name -> schema.ordinalOf(name).isEmpty()).toList();
    List<String> missing =
        schema.names().stream()
            .filter(wanted -> names.stream().noneMatch(wanted::equalsIgnoreCase))
            .toList();
    if (!unknown.isEmpty() || !missing.isEmpty() || names.size() != schema.size()) {
      throw new InvalidInputException(
          "Cannot read %s: expected the columns %s, found %s in the header"
              .formatted(
                  file.location(), String.join(", ", schema.names()), String.join(", ", names)));
    }
  }

  private final class Header implements CsvRecords.Sink {
    final List<String> names = new ArrayList<>();

    @Override
    public void begin(long line) {}

    @Override
    public void field(int index, char[] text, int from, int length, boolean quoted) {
      String name = new String(text, from, length).strip();
      if (name.isEmpty() && options.header() == CsvOptions.Header.PRESENT) {
        throw new InvalidInputException(
            "Cannot read %s: column %d has no name in the header"
                .formatted(file.location(), index + 1));
      }
      names.add(name);
    }
  }

  private final class Guesses implements CsvRecords.Sink {
    final List<TypeGuess> columns = new ArrayList<>();
    private boolean inHeader = options.header() == CsvOptions.Header.PRESENT;

    Guesses(int count) {
      for (int i = 0; i < count; i++) {
        columns.add(new TypeGuess());
      }
    }

    int headerLines() {
      return options.header() == CsvOptions.Header.PRESENT ? 1 : 0;
    }

    void endHeader() {
      inHeader = false;
    }

    @Override
    public void begin(long line) {}

    @Override
    public void field(int index, char[] text, int from, int length, boolean quoted) {
      boolean isNull = !quoted && NullText.matches(options.nullText(), text, from, length);
      if (!inHeader && index < columns.size() && !isNull) {
        columns.get(index).see(text, from, length);
      }
    }
  }
}
