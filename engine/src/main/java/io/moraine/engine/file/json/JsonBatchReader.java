package io.moraine.engine.file.json;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.json.JsonKind;
import io.moraine.core.json.JsonReader;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.file.source.OnError;
import io.moraine.engine.file.source.RowErrors;
import io.moraine.engine.file.source.SourceFile;
import io.moraine.engine.file.text.TextParser;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Turns lines into batches. */
final class JsonBatchReader implements BatchReader {
  private static final int BATCH_ROWS = 4096;

  private final SourceFile file;
  private final StructType fileSchema;
  private final StructType schema;
  private final int[] ordinals;
  private final RowErrors errors;
  private final JsonValues values;
  private final Lines lines;

  JsonBatchReader(
      SourceFile file, StructType fileSchema, int[] ordinals, RowErrors errors, TextParser parser) {
    this.file = file;
    this.fileSchema = fileSchema;
    this.ordinals = ordinals.clone();
    this.errors = errors;
    this.values = new JsonValues(parser);
    List<StructField> fields = Arrays.stream(ordinals).mapToObj(fileSchema::field).toList();
    fields.forEach(JsonValues::requireReadable);
    this.schema = StructType.ofResult(fields);
    this.lines = new Lines(file);
  }

  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public ColumnBatch next() {
    List<VectorBuilder> builders =
        schema.fields().stream().map(field -> VectorBuilder.of(field.type(), BATCH_ROWS)).toList();
    int rows = 0;
    while (rows < BATCH_ROWS && lines.next()) {
      List<Object> row = readRow();
      if (row != null) {
        for (int i = 0; i < ordinals.length; i++) {
          builders.get(i).append(row.get(ordinals[i]));
        }
        rows++;
      }
    }
    return rows == 0
        ? null
        : new ColumnBatch(schema, rows, builders.stream().map(VectorBuilder::build).toList());
  }

  /** The line's values in the file's schema, or null if the line is to be left out. */
  private List<Object> readRow() {
    values.reset();
    List<Object> row = Collections.nCopies(fileSchema.size(), null);
    String problem;
    try {
      JsonReader json =
          JsonReader.of(lines.bytes(), lines.from(), lines.length(), file.location(), 0);
      if (json.kind() == JsonKind.OBJECT) {
        row = values.readStruct(json, fileSchema, "");
        json.end();
        problem = values.problem();
      } else {
        problem = "expected a JSON object, found a value of kind " + json.kind();
      }
    } catch (CorruptFileException e) {
      problem = "not valid JSON at byte %d of the line: %s".formatted(e.position(), reason(e));
    }
    if (problem != null) {
      errors.report(file.location(), lines.line(), problem);
      if (errors.policy() == OnError.SKIP) {
        return null;
      }
    }
    return row;
  }

  /** The problem without the file's name, which the caller puts in front. */
  private String reason(CorruptFileException e) {
    String message = e.getMessage();
    return message.substring(message.indexOf(": ", message.indexOf(file.location())) + 2);
  }

  @Override
  public void close() {
    lines.close();
  }
}
