package io.moraine.engine.file.json;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.json.JsonKind;
import io.moraine.core.json.JsonReader;
import io.moraine.core.type.StructType;
import io.moraine.engine.file.source.RowErrors;
import io.moraine.engine.file.source.SourceFile;
import io.moraine.engine.file.text.TextParser;
import java.util.List;

/** Files of one JSON object a line: a guess of the schema, and the rows. */
public record JsonLinesFile(SourceFile file) {
  /**
   * The schema of the objects in all of {@code files}, fields in the order in which they first
   * come.
   *
   * <p>Lines that are not JSON objects are passed over; whether they matter, reading decides.
   *
   * @throws InvalidInputException if no line holds an object with a field
   */
  public static StructType guessSchema(List<SourceFile> files) {
    JsonGuess guess = new JsonGuess(new TextParser());
    for (SourceFile file : files) {
      try (Lines lines = new Lines(file)) {
        while (lines.next()) {
          see(lines, guess);
        }
      }
    }
    StructType schema = guess.struct();
    if (schema.size() == 0) {
      throw new InvalidInputException(
          "Cannot read %s: expected JSON objects with fields, one a line, found none"
              .formatted(files.isEmpty() ? "nothing" : files.get(0).location()));
    }
    return schema;
  }

  private static void see(Lines lines, JsonGuess guess) {
    try {
      JsonReader whole = JsonReader.of(lines.bytes(), lines.from(), lines.length(), "", 0);
      boolean object = whole.kind() == JsonKind.OBJECT;
      whole.skip();
      whole.end();
      if (object) {
        guess.see(JsonReader.of(lines.bytes(), lines.from(), lines.length(), "", 0));
      }
    } catch (CorruptFileException e) {
      // The reader of the rows reports it, or leaves the row out where it may.
      return;
    }
  }

  /** The rows, as columns {@code ordinals} of {@code schema}; other fields are passed over. */
  public BatchReader read(StructType schema, int[] ordinals, RowErrors errors, TextParser parser) {
    return new JsonBatchReader(file, schema, ordinals, errors, parser);
  }
}
