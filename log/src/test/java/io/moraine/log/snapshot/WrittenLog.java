package io.moraine.log.snapshot;

import io.moraine.core.store.InMemoryStore;
import io.moraine.log.segment.LogFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A log written by hand, line by line, in a store in memory. */
public final class WrittenLog {
  public static final String PROTOCOL =
      "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":2}}";
  public static final String METADATA = metadata("", "");

  public final ManualClock clock = new ManualClock();
  public final InMemoryStore store = new InMemoryStore("t", clock);
  public final TableLog log = new TableLog(store);

  public static String metadata(String partitionColumn, String configuration) {
    return ("{\"metaData\":{\"id\":\"t\",\"format\":{\"provider\":\"parquet\",\"options\":{}},"
            + "\"schemaString\":\"{\\\"type\\\":\\\"struct\\\",\\\"fields\\\":[{\\\"name\\\":\\\"id\\\","
            + "\\\"type\\\":\\\"long\\\",\\\"nullable\\\":true,\\\"metadata\\\":{}}]}\","
            + "\"partitionColumns\":[%s],\"configuration\":{%s}}}")
        .formatted(partitionColumn, configuration);
  }

  public static String add(String path) {
    return "{\"add\":{\"path\":\"%s\",\"partitionValues\":{},\"size\":10,\"modificationTime\":1,\"dataChange\":true}}"
        .formatted(path);
  }

  public static String remove(String path) {
    return "{\"remove\":{\"path\":\"%s\",\"deletionTimestamp\":5,\"dataChange\":true}}"
        .formatted(path);
  }

  /** Commits {@code version} at the time of a thousand times its number. */
  public WrittenLog commit(long version, String... lines) {
    return commitAt(version, version * 1000, lines);
  }

  public WrittenLog commitAt(long version, long millis, String... lines) {
    return put(LogFile.prefix(version) + ".json", millis, String.join("\n", lines) + "\n");
  }

  /** Puts {@code text} into the log's folder under {@code name}. */
  public WrittenLog put(String name, long millis, String text) {
    clock.set(millis);
    store.put(LogFile.FOLDER + "/" + name, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public WrittenLog delete(long version) {
    store.delete(LogFile.commitKey(version));
    return this;
  }

  /** A V2 checkpoint in JSON; the whole state is in {@code lines}. */
  public WrittenLog checkpoint(long version, String... lines) {
    return put(
        LogFile.prefix(version) + ".checkpoint.01234567-89ab-cdef-0123-456789abcdef.json",
        version * 1000 + 500,
        "{\"checkpointMetadata\":{\"version\":%d}}\n".formatted(version)
            + String.join("\n", lines)
            + "\n");
  }

  public WrittenLog hint(String text) {
    return put("_last_checkpoint", 0, text);
  }

  /** The paths of a snapshot's files, in order. */
  public static List<String> paths(Snapshot snapshot) {
    Map<String, Integer> paths = new TreeMap<>();
    snapshot.files().forEach(file -> paths.merge(file.path(), 1, Integer::sum));
    if (paths.values().stream().anyMatch(count -> count > 1)) {
      throw new AssertionError("A file is there more than once: " + paths);
    }
    return List.copyOf(paths.keySet());
  }
}
