package io.moraine.connector.spark.table;

import io.moraine.core.json.JsonReader;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.json.ActionReader;
import io.moraine.log.json.ActionWriter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** A file of a table, as the log has it: a line of JSON, which can be sent. */
public record SentFile(String line) implements Serializable {
  private static final long serialVersionUID = 1;

  /** The line of {@code file}. */
  public static SentFile of(AddFile file) {
    return new SentFile(ActionWriter.write(file));
  }

  /** Those of {@code files}; a list that can be sent. */
  public static List<SentFile> of(List<AddFile> files) {
    List<SentFile> sent = new ArrayList<>();
    files.forEach(file -> sent.add(of(file)));
    return sent;
  }

  /** The file. */
  public AddFile file() {
    List<Action> read = new ArrayList<>();
    ActionReader.read(JsonReader.of(line, "a sent file"), read::add);
    return (AddFile) read.get(0);
  }
}
