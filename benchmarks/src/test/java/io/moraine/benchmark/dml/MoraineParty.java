package io.moraine.benchmark.dml;

import io.moraine.Result;
import io.moraine.Row;
import io.moraine.Session;
import io.moraine.SystemEnvironment;
import io.moraine.TableOptions;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Moraine with two threads. */
final class MoraineParty implements Party {
  private final Session session =
      Session.open(
          new TableOptions(SystemEnvironment.create(2), TableOptions.defaults().warehouse()));

  @Override
  public String name() {
    return "Moraine";
  }

  private String run(String sql) {
    try (Result result = session.sql(sql);
        Stream<Row> rows = result.rows()) {
      return String.join("\n", rows.map(Row::toString).toList());
    }
  }

  private static String sqlName(Path table) {
    return "delta.`" + table + "`";
  }

  @Override
  public void load(Path table, Path source, Vectors vectors) {
    run(
        "CREATE TABLE %s USING DELTA TBLPROPERTIES ('delta.enableDeletionVectors' = '%s') AS SELECT * FROM parquet.`%s`"
            .formatted(sqlName(table), vectors == Vectors.ON, source));
  }

  @Override
  public void change(Change change, Path table, Path source, int run) {
    run(change.sql(sqlName(table), "parquet.`" + source + "`", run));
  }

  @Override
  public String check(Path table) {
    return run(Figures.SQL.formatted(sqlName(table))).replaceAll("[a-z_]+=", "");
  }

  @Override
  public void close() {
    session.close();
  }
}
