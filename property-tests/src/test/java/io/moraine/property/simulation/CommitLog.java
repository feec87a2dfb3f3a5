package io.moraine.property.simulation;

import io.moraine.property.sim.SimDisk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The log of {@code t} as its commits' text tells it, read without any of the library's code. */
final class CommitLog {
  private static final JsonFactory JSON = new JsonFactory();

  private final List<Version> versions = new ArrayList<>();

  /**
   * A version.
   *
   * @param info its {@code commitInfo}
   * @param files the sizes of all files of its state by path, and deletion vector if there is one
   * @param rows how many rows its files have by their statistics, deleted ones left out
   */
  record Version(Map<?, ?> info, Map<String, Long> files, long rows) {
    String transaction() {
      return (String) info.get("txnId");
    }
  }

  private CommitLog() {}

  /** Reads all versions, from 0 to the first that is not there. */
  static CommitLog of(SimDisk disk) {
    CommitLog log = new CommitLog();
    Map<String, Long> files = new TreeMap<>();
    Map<String, Long> rows = new HashMap<>();
    for (int version = 0; disk.holds("t/", key(version)); version++) {
      String text = new String(disk.content("t/", key(version)), StandardCharsets.UTF_8);
      Map<?, ?> info = Map.of();
      List<Map<?, ?>> adds = new ArrayList<>();
      for (String line : text.split("\n", -1)) {
        if (line.isEmpty()) {
          continue;
        }
        Map<?, ?> action = (Map<?, ?>) parse(line);
        if (action.get("commitInfo") instanceof Map<?, ?> found) {
          info = found;
        } else if (action.get("add") instanceof Map<?, ?> add) {
          adds.add(add);
        } else if (action.get("remove") instanceof Map<?, ?> remove) {
          files.remove(name(remove));
          rows.remove(name(remove));
        }
      }
      for (Map<?, ?> add : adds) {
        files.put(name(add), (Long) add.get("size"));
        rows.put(name(add), rows(add));
      }
      long count = rows.values().stream().mapToLong(Long::longValue).sum();
      log.versions.add(new Version(info, new TreeMap<>(files), count));
    }
    return log;
  }

  static String key(long version) {
    return "_delta_log/%020d.json".formatted(version);
  }

  private static String name(Map<?, ?> file) {
    return file.get("deletionVector") instanceof Map<?, ?> vector
        ? file.get("path") + " " + vector.get("pathOrInlineDv") + " " + vector.get("offset")
        : (String) file.get("path");
  }

  private static long rows(Map<?, ?> add) {
    Map<?, ?> statistics = (Map<?, ?>) parse((String) add.get("stats"));
    long deleted =
        add.get("deletionVector") instanceof Map<?, ?> vector
            ? (Long) vector.get("cardinality")
            : 0;
    return (Long) statistics.get("numRecords") - deleted;
  }

  List<Version> versions() {
    return versions;
  }

  private static Object parse(String json) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      return value(parser, parser.nextToken());
    }
  }

  private static Object value(JsonParser parser, JsonToken token) {
    switch (token) {
      case START_OBJECT -> {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          object.put(name, value(parser, parser.nextToken()));
        }
        return object;
      }
      case START_ARRAY -> {
        List<Object> array = new ArrayList<>();
        for (JsonToken next = parser.nextToken();
            next != JsonToken.END_ARRAY;
            next = parser.nextToken()) {
          array.add(value(parser, next));
        }
        return array;
      }
      case VALUE_NUMBER_INT -> {
        return parser.getLongValue();
      }
      case VALUE_NULL -> {
        return null;
      }
      default -> {
        return parser.getString();
      }
    }
  }
}
