package io.moraine.benchmark.log;

import io.moraine.core.env.Environment;
import io.moraine.core.store.LocalStore;
import io.moraine.core.type.SchemaJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table that is nothing but a log of {@code count} files (for {@link Layout#COMMITS}, of that
 * many commits), written once into a folder and used again.
 */
record SyntheticLog(Path folder, Layout layout, int count) {
  static final int COMMITS_ON_TOP = 10;
  private static final int FILES_OF_A_COMMIT = 10;
  private static final int SIDECAR_FILES = 100_000;
  private static final String TABLE_ID = "5fba94ed-9794-4965-ba6e-6ee3c0d22af9";
  private static final String CHECKPOINT_ID = "80a083e8-7026-4e79-81be-64bd76c43a11";

  /** The log in a folder of {@code parent}; written now, unless it is there. */
  static SyntheticLog in(Path parent, Layout layout, int count, Environment environment)
      throws IOException {
    String name = layout.name().toLowerCase(Locale.ROOT) + "_" + count;
    SyntheticLog log = new SyntheticLog(parent.resolve(name), layout, count);
    Path done = parent.resolve(name + ".done");
    if (!Files.exists(done)) {
      Files.createDirectories(log.logFolder());
      try (LocalStore store = new LocalStore(log.folder(), environment)) {
        log.write(store);
      }
      Files.createFile(done);
    }
    return log;
  }

  Path logFolder() {
    return folder.resolve("_delta_log");
  }

  /** The version of the newest commit. */
  int latestVersion() {
    return layout == Layout.COMMITS ? count - 1 : COMMITS_ON_TOP;
  }

  /** A value of {@code c0} that is within one file's bounds. */
  long wanted() {
    // A file that no commit removes.
    SyntheticFile file =
        layout == Layout.COMMITS
            ? SyntheticFile.of(count + 1, 2 * count)
            : SyntheticFile.of(count / 2, count);
    return (long) file.permuted() * SyntheticFile.ROWS + 7;
  }

  /** Writes one more commit. */
  void commitMore(int version) throws IOException {
    commit(version, moreLines(version));
  }

  private void write(LocalStore store) throws IOException {
    if (layout == Layout.COMMITS) {
      writeCommits();
      return;
    }
    // Version 0 is the checkpoint's; its commit would only be read for its own sake.
    commit(0, List.of(infoLine(0), protocolLine(), metadataLine()));
    if (layout == Layout.SIDECARS) {
      writeSidecars(store);
    } else {
      boolean parsed = layout == Layout.PARSED_STATISTICS;
      String key = "_delta_log/" + name(0) + ".checkpoint.parquet";
      try (CheckpointFile file = new CheckpointFile(store, key, CheckpointTypes.classic(parsed))) {
        appendHeader(file);
        for (int i = 0; i < count; i++) {
          file.add(SyntheticFile.of(i, count));
        }
        long bytes = file.finish();
        hint(count + 2, bytes);
      }
    }
    for (int version = 1; version <= COMMITS_ON_TOP; version++) {
      commitMore(version);
    }
  }

  private void writeSidecars(LocalStore store) throws IOException {
    List<String> names = new ArrayList<>();
    List<Long> sizes = new ArrayList<>();
    for (int from = 0; from < count; from += SIDECAR_FILES) {
      String sidecar = "sidecar-%05d.parquet".formatted(names.size());
      try (CheckpointFile file =
          new CheckpointFile(store, "_delta_log/_sidecars/" + sidecar, CheckpointTypes.sidecar())) {
        for (int i = from; i < Math.min(count, from + SIDECAR_FILES); i++) {
          file.add(SyntheticFile.of(i, count));
        }
        sizes.add(file.finish());
      }
      names.add(sidecar);
    }
    String key = "_delta_log/%s.checkpoint.%s.parquet".formatted(name(0), CHECKPOINT_ID);
    try (CheckpointFile file = new CheckpointFile(store, key, CheckpointTypes.manifest())) {
      file.append("checkpointMetadata", 0L, null);
      appendHeader(file);
      for (int i = 0; i < names.size(); i++) {
        file.append("sidecar", names.get(i), sizes.get(i), 1_700_000_000_000L, null);
      }
      file.finish();
    }
  }

  private void appendHeader(CheckpointFile file) {
    boolean v2 = layout == Layout.SIDECARS;
    List<String> features = v2 ? List.of("v2Checkpoint") : null;
    file.append("protocol", v2 ? 3 : 1, v2 ? 7 : 2, features, features);
    file.append(
        "metaData",
        TABLE_ID,
        null,
        null,
        Arrays.asList("parquet", Map.of()),
        SchemaJson.write(SyntheticFile.SCHEMA),
        List.of(SyntheticFile.PARTITION),
        Map.of(),
        1_700_000_000_000L);
  }

  private void hint(long size, long bytes) throws IOException {
    Files.writeString(
        logFolder().resolve("_last_checkpoint"),
        "{\"version\":0,\"size\":%d,\"sizeInBytes\":%d,\"numOfAddFiles\":%d}"
            .formatted(size, bytes, count));
  }

  private void writeCommits() throws IOException {
    commit(0, List.of(infoLine(0), protocolLine(), metadataLine()));
    for (int version = 1; version < count; version++) {
      List<String> lines = new ArrayList<>();
      lines.add(infoLine(version));
      lines.add(SyntheticFile.of(2 * version, 2 * count).addLine());
      lines.add(SyntheticFile.of(2 * version + 1, 2 * count).addLine());
      if (version % 5 == 0) {
        lines.add(SyntheticFile.of(version, 2 * count).removeLine());
      }
      commit(version, lines);
    }
  }

  private List<String> moreLines(int version) {
    List<String> lines = new ArrayList<>();
    lines.add(infoLine(version));
    for (int i = 0; i < FILES_OF_A_COMMIT; i++) {
      int number = 10_000_000 + version * FILES_OF_A_COMMIT + i;
      lines.add(new SyntheticFile(number, number).addLine());
    }
    // Neither is the file that is looked for.
    lines.add(SyntheticFile.of(2 * version, count).removeLine());
    lines.add(SyntheticFile.of(2 * version + 1, count).removeLine());
    return lines;
  }

  private void commit(int version, List<String> lines) throws IOException {
    Files.writeString(
        logFolder().resolve(name(version) + ".json"), String.join("\n", lines) + "\n");
  }

  static String name(int version) {
    return "%020d".formatted(version);
  }

  private static String infoLine(int version) {
    return "{\"commitInfo\":{\"timestamp\":%d,\"operation\":\"WRITE\",\"operationParameters\":{\"mode\":\"Append\",\"partitionBy\":\"[]\"},\"isolationLevel\":\"Serializable\",\"isBlindAppend\":true,\"operationMetrics\":{\"numFiles\":\"10\",\"numOutputRows\":\"10000\",\"numOutputBytes\":\"300000000\"},\"engineInfo\":\"Apache-Spark/4.0.2 Delta-Lake/4.0.0\",\"txnId\":\"a9f9e9f0-53c6-4f25-8a25-6f3d5a1b7c%02d\"}}"
        .formatted(1_700_000_000_000L + version, version % 100);
  }

  private String protocolLine() {
    return layout == Layout.SIDECARS
        ? "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,\"readerFeatures\":[\"v2Checkpoint\"],\"writerFeatures\":[\"v2Checkpoint\"]}}"
        : "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":2}}";
  }

  private static String metadataLine() {
    return "{\"metaData\":{\"id\":\"%s\",\"format\":{\"provider\":\"parquet\",\"options\":{}},\"schemaString\":\"%s\",\"partitionColumns\":[\"%s\"],\"configuration\":{},\"createdTime\":1700000000000}}"
        .formatted(
            TABLE_ID,
            SchemaJson.write(SyntheticFile.SCHEMA).replace("\"", "\\\""),
            SyntheticFile.PARTITION);
  }
}
