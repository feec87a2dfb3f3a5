package io.moraine.benchmark.parquet;

import io.moraine.benchmark.duckdb.LineItemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The files that are compared on, made once and kept in a folder. */
final class SampleFiles {
  private static final String NESTED =
      """
      SELECT i AS id,
        {'host': 'node-' || (hash(i) % 500), 'size': (hash(i * 3) % 100000000)::BIGINT,
         'path': 'region=' || (hash(i) % 40) || '/part-' || lpad(i::VARCHAR, 8, '0') || '-'
           || md5(i::VARCHAR) || '.snappy.parquet'} AS file,
        list_transform(range(0, (hash(i) % 6)::BIGINT), lambda x: md5((i * 10 + x)::VARCHAR)) AS tags,
        list_transform(range(0, (hash(i * 7) % 4)::BIGINT),
          lambda x: {'name': 'k' || x, 'value': (hash(i + x) % 10000)::DOUBLE / 7}) AS points,
        map(list_transform(range(0, (hash(i * 5) % 4)::BIGINT), lambda x: 'attribute' || x),
          list_transform(range(0, (hash(i * 5) % 4)::BIGINT),
            lambda x: 'value ' || (hash(i * 11 + x) % 100000))) AS attributes,
        '{"numRecords":' || (hash(i * 13) % 100000) || ',"minValues":{"id":' || i || ',"name":"'
          || md5((i * 2)::VARCHAR) || '"},"maxValues":{"id":' || (i + 1000) || ',"name":"'
          || md5((i * 2 + 1)::VARCHAR) || '"},"nullCount":{"id":0,"name":' || (hash(i) % 9)
          || '}}' AS stats,
        CASE WHEN i % 1000 = 0 THEN {'path': 'gone-' || i, 'version': i} END AS removed
      FROM range(0, \
      """;

  private final Path folder;
  private final double scale;
  private final Connection duckDb;

  SampleFiles(Path folder, double scale, Connection duckDb) {
    this.folder = folder;
    this.scale = scale;
    this.duckDb = duckDb;
  }

  /** DuckDB's lineitem in {@code compression}. */
  Path lineItem(String compression) throws IOException, SQLException {
    Path file = folder.resolve("lineitem-duckdb-%s-%s.parquet".formatted(scale, compression));
    if (Files.notExists(file)) {
      Path zstd = folder.resolve("lineitem-duckdb-%s-zstd.parquet".formatted(scale));
      if (Files.notExists(zstd)) {
        Files.move(LineItemFile.write(folder, scale, duckDb), zstd);
      }
      if (Files.notExists(file)) {
        copy("SELECT * FROM '%s'".formatted(zstd), file, compression);
      }
    }
    return file;
  }

  /** DuckDB's lists, maps, structs and long strings in {@code compression}. */
  Path nested(String compression) throws SQLException {
    Path file = folder.resolve("nested-duckdb-%s-%s.parquet".formatted(scale, compression));
    if (Files.notExists(file)) {
      copy(NESTED + (long) (scale * 1_000_000) + ") AS t(i)", file, compression);
    }
    return file;
  }

  /** DuckDB's classes of the JDK and of libraries in {@code compression}. */
  Path classes(String compression) throws IOException, SQLException {
    Path source = folder.resolve("classes-moraine-zstd.parquet");
    Path file = folder.resolve("classes-duckdb-%s.parquet".formatted(compression));
    if (Files.notExists(source)) {
      ClassesFile.write(source);
    }
    if (Files.notExists(file)) {
      copy("SELECT * FROM '%s'".formatted(source), file, compression);
    }
    return file;
  }

  /** The rows of {@code source} as Moraine writes them. */
  Path byMoraine(Path source, String compression) throws Exception {
    Path file = source.resolveSibling(source.getFileName().toString().replace("duckdb", "moraine"));
    if (Files.notExists(file)) {
      MoraineFiles.rewrite(source, file, compression);
    }
    return file;
  }

  private void copy(String select, Path file, String compression) throws SQLException {
    try (Statement statement = duckDb.createStatement()) {
      statement.execute(
          "COPY (%s) TO '%s' (FORMAT parquet, COMPRESSION %s)"
              .formatted(select, file, compression));
    }
  }
}
