package io.moraine.cli.print;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.store.LocalStore;
import io.moraine.core.store.ObjectWriter;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where results go, and how.
 *
 * @param format how
 * @param file the file they go to, which appears when it is whole; empty for standard output
 * @param out standard output
 * @param width columns that a line of a table may have
 * @param look of a table on standard output
 */
public record Output(
    OutputFormat format, Optional<Path> file, PrintWriter out, int width, TableLook look) {
  /** A plain table. */
  public Output(OutputFormat format, Optional<Path> file, PrintWriter out, int width) {
    this(format, file, out, width, TableLook.PLAIN);
  }

  public Output {
    if (format == OutputFormat.PARQUET && file.isEmpty()) {
      throw new InvalidInputException(
          "Parquet is not for a terminal: name a file with --output FILE");
    }
  }

  /** The same, to another writer. */
  public Output to(PrintWriter newOut) {
    return new Output(format, file, newOut, width, look);
  }

  /** Prints all rows and returns how many there were. */
  public long print(BatchReader rows, Environment environment) {
    if (file.isEmpty()) {
      return printer(out, width, look).print(rows);
    }
    Path path = file.get().toAbsolutePath().normalize();
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new InvalidInputException("Cannot write to %s: it is no file".formatted(path));
    }
    LocalStore folder = new LocalStore(path.getParent(), environment);
    try (ObjectWriter writer = folder.create(path.getFileName().toString())) {
      if (format == OutputFormat.PARQUET) {
        return new ParquetPrinter(writer).print(rows);
      }
      PrintWriter text = new PrintWriter(stream(writer), false, StandardCharsets.UTF_8);
      long count = printer(text, Integer.MAX_VALUE, TableLook.PLAIN).print(rows);
      text.flush();
      writer.finish();
      return count;
    }
  }

  private ResultPrinter printer(PrintWriter to, int maxWidth, TableLook as) {
    return switch (format) {
      case TABLE -> new TablePrinter(to, maxWidth, as);
      case CSV -> new CsvPrinter(to);
      case JSON -> new JsonPrinter(to);
      case PARQUET -> throw new IllegalStateException("Parquet goes to a file");
    };
  }

  private static OutputStream stream(ObjectWriter writer) {
    return new OutputStream() {
      @Override
      public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] data, int offset, int length) {
        writer.write(data, offset, length);
      }
    };
  }
}
