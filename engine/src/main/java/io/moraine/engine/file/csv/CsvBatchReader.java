package io.moraine.engine.file.csv;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.file.source.OnError;
import io.moraine.engine.file.source.RowErrors;
import io.moraine.engine.file.source.SourceFile;
import io.moraine.engine.file.text.ColumnBuffer;
import io.moraine.engine.file.text.TextParser;
import java.util.ArrayList;
import java.util.List;

/** Turns records into batches. */
final class CsvBatchReader implements BatchReader, CsvRecords.Sink {
  private static final int BATCH_ROWS = 4096;
  private static final int SHOWN_CHARS = 60;

  private final SourceFile file;
  private final CsvOptions options;
  private final StructType fileSchema;
  private final StructType schema;
  private final int[] ordinals;
  private final int[] ordinalByField;

  /** By ordinal in the file's schema; null where the column is not wanted. */
  private final ColumnBuffer[] buffers;

  private final RowErrors errors;
  private final CsvRecords records;
  private boolean inHeader;
  private int rows;
  private long line;
  private int fieldCount;
  private String problem;

  CsvBatchReader(
      SourceFile file,
      CsvOptions options,
      StructType fileSchema,
      int[] ordinalByField,
      int[] ordinals,
      RowErrors errors,
      TextParser parser) {
    this.file = file;
    this.options = options;
    this.fileSchema = fileSchema;
    this.ordinalByField = ordinalByField;
    this.ordinals = ordinals.clone();
    this.errors = errors;
    this.buffers = new ColumnBuffer[fileSchema.size()];
    List<StructField> fields = new ArrayList<>(ordinals.length);
    for (int ordinal : ordinals) {
      StructField field = fileSchema.field(ordinal);
      fields.add(field);
      if (buffers[ordinal] == null) {
        buffers[ordinal] = ColumnBuffer.of(field, BATCH_ROWS, parser);
      }
    }
    if (errors.policy() == OnError.SKIP) {
      // Which rows are left out must not depend on which columns are wanted.
      for (int i = 0; i < buffers.length; i++) {
        if (buffers[i] == null) {
          buffers[i] = ColumnBuffer.of(fileSchema.field(i), BATCH_ROWS, parser);
        }
      }
    }
    this.schema = StructType.ofResult(fields);
    this.inHeader = options.header() == CsvOptions.Header.PRESENT;
    this.records = new CsvRecords(file, options, this);
  }

  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public ColumnBatch next() {
    while (rows < BATCH_ROWS && records.next()) {
      if (inHeader) {
        inHeader = false;
      } else {
        endRow();
      }
    }
    if (rows == 0) {
      return null;
    }
    ColumnVector[] drained = new ColumnVector[buffers.length];
    for (int i = 0; i < buffers.length; i++) {
      drained[i] = buffers[i] == null ? null : buffers[i].drain();
    }
    List<ColumnVector> columns = new ArrayList<>(ordinals.length);
    for (int ordinal : ordinals) {
      columns.add(drained[ordinal]);
    }
    ColumnBatch batch = new ColumnBatch(schema, rows, columns);
    rows = 0;
    return batch;
  }

  @Override
  public void begin(long startingLine) {
    line = startingLine;
    fieldCount = 0;
    problem = null;
  }

  @Override
  public void field(int index, char[] text, int from, int length, boolean quoted) {
    fieldCount++;
    if (inHeader || index >= ordinalByField.length) {
      return;
    }
    ColumnBuffer buffer = buffers[ordinalByField[index]];
    if (buffer == null) {
      return;
    }
    if (!quoted && NullText.matches(options.nullText(), text, from, length)) {
      appendNull(ordinalByField[index]);
    } else if (!buffer.append(text, from, length)) {
      note(ordinalByField[index], "'" + shown(text, from, length) + "'");
      buffer.appendNull();
    }
  }

  private void appendNull(int ordinal) {
    if (!fileSchema.field(ordinal).nullable()) {
      note(ordinal, "nothing");
    }
    buffers[ordinal].appendNull();
  }

  private void note(int ordinal, String found) {
    if (problem == null) {
      StructField field = fileSchema.field(ordinal);
      problem =
          "column '%s': expected %s, found %s".formatted(field.name(), field.type().sql(), found);
    }
  }

  private static String shown(char[] text, int from, int length) {
    return length <= SHOWN_CHARS
        ? new String(text, from, length)
        : new String(text, from, SHOWN_CHARS) + "…";
  }

  private void endRow() {
    if (fieldCount != ordinalByField.length) {
      problem = "expected %d fields, found %d".formatted(ordinalByField.length, fieldCount);
    }
    if (problem != null) {
      errors.report(file.location(), line, problem);
      if (errors.policy() == OnError.SKIP) {
        for (ColumnBuffer buffer : buffers) {
          buffer.truncate(rows);
        }
        return;
      }
    }
    rows++;
    for (ColumnBuffer buffer : buffers) {
      if (buffer != null && buffer.size() < rows) {
        buffer.appendNull();
      }
    }
  }

  @Override
  public void close() {
    records.close();
  }
}
