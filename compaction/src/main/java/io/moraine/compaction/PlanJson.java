package io.moraine.compaction;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Plans as JSON text. */
final class PlanJson {
  private static final String SOURCE = "OPTIMIZE plan";
  private static final long FORMAT = 1;

  private PlanJson() {}

  static String write(OptimizePlan plan) {
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .field("format", FORMAT)
            .field("table", plan.table())
            .field("tableId", plan.tableId())
            .field("readVersion", plan.readVersion())
            .field("predicate", plan.predicate())
            .field("targetFileBytes", plan.targetFileBytes())
            .beginObject("goal")
            .field("kind", plan.goal().kind().name())
            .field("full", plan.goal().full())
            .beginArray("columns");
    for (List<String> column : plan.goal().columns()) {
      json.beginArray();
      column.forEach(json::value);
      json.endArray();
    }
    json.endArray().endObject().beginArray("groups");
    for (FileGroup group : plan.groups()) {
      json.beginObject().field("partitionValues", group.partitionValues()).beginArray("files");
      for (PlannedFile file : group.files()) {
        json.beginObject()
            .field("path", file.path())
            .field("sizeBytes", file.sizeBytes())
            .field("rows", file.rows())
            .field("purge", file.purge())
            .endObject();
      }
      json.endArray().endObject();
    }
    return json.endArray().endObject().toString();
  }

  static OptimizePlan read(String text) {
    JsonReader json = JsonReader.of(text, SOURCE);
    Long format = null;
    String table = null;
    String tableId = null;
    Long readVersion = null;
    Long targetFileBytes = null;
    List<String> predicate = null;
    Goal goal = Goal.COMPACT;
    List<FileGroup> groups = null;
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      switch (name) {
        case "format" -> format = json.longValue();
        case "table" -> table = json.string();
        case "tableId" -> tableId = json.string();
        case "readVersion" -> readVersion = json.longValue();
        case "predicate" -> predicate = json.stringList();
        case "targetFileBytes" -> targetFileBytes = json.longValue();
        case "goal" -> goal = goal(json);
        case "groups" -> groups = groups(json);
        default -> json.skip();
      }
    }
    json.end();
    if (required(json, "format", format) != FORMAT) {
      throw json.corrupt("expected format %d, found %d".formatted(FORMAT, format));
    }
    String place = required(json, "table", table);
    String id = required(json, "tableId", tableId);
    long version = required(json, "readVersion", readVersion);
    List<String> conditions = required(json, "predicate", predicate);
    long target = required(json, "targetFileBytes", targetFileBytes);
    List<FileGroup> all = required(json, "groups", groups);
    Goal purpose = goal;
    return sound(
        json, () -> new OptimizePlan(place, id, version, conditions, target, purpose, all));
  }

  private static Goal goal(JsonReader json) {
    String kind = null;
    boolean full = false;
    List<List<String>> columns = new ArrayList<>();
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      switch (name) {
        case "kind" -> kind = json.string();
        case "full" -> full = json.booleanValue();
        case "columns" -> {
          json.beginArray();
          while (json.nextElement()) {
            columns.add(json.stringList());
          }
        }
        default -> json.skip();
      }
    }
    String known = required(json, "kind", kind);
    boolean all = full;
    return sound(json, () -> new Goal(Goal.Kind.valueOf(known), columns, all));
  }

  private static List<FileGroup> groups(JsonReader json) {
    List<FileGroup> groups = new ArrayList<>();
    json.beginArray();
    while (json.nextElement()) {
      Map<String, @Nullable String> partitionValues = null;
      List<PlannedFile> files = null;
      json.beginObject();
      for (String name = json.nextField(); name != null; name = json.nextField()) {
        switch (name) {
          case "partitionValues" -> partitionValues = json.stringMap();
          case "files" -> files = files(json);
          default -> json.skip();
        }
      }
      Map<String, @Nullable String> values = required(json, "partitionValues", partitionValues);
      List<PlannedFile> members = required(json, "files", files);
      groups.add(sound(json, () -> new FileGroup(values, members)));
    }
    return groups;
  }

  private static List<PlannedFile> files(JsonReader json) {
    List<PlannedFile> files = new ArrayList<>();
    json.beginArray();
    while (json.nextElement()) {
      String path = null;
      Long sizeBytes = null;
      Long rows = null;
      boolean purge = false;
      json.beginObject();
      for (String name = json.nextField(); name != null; name = json.nextField()) {
        switch (name) {
          case "path" -> path = json.string();
          case "sizeBytes" -> sizeBytes = json.longValue();
          case "rows" -> rows = json.longValue();
          case "purge" -> purge = json.booleanValue();
          default -> json.skip();
        }
      }
      String key = required(json, "path", path);
      long size = required(json, "sizeBytes", sizeBytes);
      long count = required(json, "rows", rows);
      boolean lost = purge;
      files.add(sound(json, () -> new PlannedFile(key, size, count, lost)));
    }
    return files;
  }

  private static <T> T required(JsonReader json, String name, @Nullable T value) {
    if (value == null) {
      throw json.corrupt("expected a field '%s', found none".formatted(name));
    }
    return value;
  }

  /** What {@code make} makes; its refusal as a fault of the text. */
  private static <T> T sound(JsonReader json, Supplier<T> make) throws CorruptFileException {
    try {
      return make.get();
    } catch (IllegalArgumentException | InvalidInputException e) {
      throw json.corrupt(e.getMessage());
    }
  }
}
