package io.moraine.engine.file.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.MoraineException;
import io.moraine.engine.file.source.SourceFile;
import io.moraine.engine.file.source.Utf8Reader;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The records of a file, one after the other, handed to a {@link Sink} field by field. */
final class CsvRecords implements AutoCloseable {
  /** Takes the fields of a record as they are read. */
  interface Sink {
    /** A record starts on {@code line}, from 1. */
    void begin(long line);

    /** Field {@code index}, from 0; the characters are only valid during the call. */
    void field(int index, char[] text, int from, int length, boolean quoted);
  }

  private final SourceFile file;
  private final CsvReader<Boolean> reader;
  private final CloseableIterator<Boolean> records;
  private long line = 1;

  CsvRecords(SourceFile file, CsvOptions options, Sink sink) {
    this.file = file;
    this.reader =
        CsvReader.builder()
            .fieldSeparator(options.delimiter())
            .quoteCharacter(options.quote())
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .detectBomHeader(false)
            .build(new Callback(sink), new Utf8Reader(file));
    this.records = reader.iterator();
  }

  /** Reads a record into the sink, if there is one more. */
  boolean next() {
    try {
      if (!records.hasNext()) {
        return false;
      }
      return records.next();
    } catch (UncheckedIOException e) {
      throw file.failure(e.getCause());
    } catch (CsvParseException e) {
      throw malformed(e);
    }
  }

  private MoraineException malformed(CsvParseException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof MoraineException known) {
        return known;
      }
    }
    Throwable reason = e.getCause() instanceof CsvParseException ? e.getCause() : e;
    return new InvalidInputException(
        "Cannot read %s, after line %d: not valid CSV: %s"
            .formatted(file.location(), line, reason.getMessage()),
        e);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw file.failure(e);
    }
  }

  private final class Callback extends AbstractBaseCsvCallbackHandler<Boolean> {
    private final Sink sink;

    Callback(Sink sink) {
      this.sink = sink;
    }

    @Override
    protected void handleBegin(long startingLine) {
      line = startingLine;
      sink.begin(startingLine);
    }

    @Override
    protected void handleField(int index, char[] text, int from, int length, boolean quoted) {
      sink.field(index, text, from, length, quoted);
    }

    @Override
    protected Boolean buildRecord() {
      return true;
    }
  }
}
