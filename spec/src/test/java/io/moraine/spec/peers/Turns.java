package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.engine.session.SqlSession;
import java.nio.file.Path;
import java.util.List;

/**
 * Moraine and Spark, which take turns in writing the same tables. {@code TABLE_} is the table's
 * name.
 */
final class Turns implements AutoCloseable {
  private final SqlSession moraine;
  private final Spark spark;

  private Turns(SqlSession moraine, Spark spark) {
    this.moraine = moraine;
    this.spark = spark;
  }

  /** Both, with tables in {@code folder}. */
  static Turns in(Path folder) {
    return new Turns(Sessions.open(folder), new Spark(folder.resolve("spark")));
  }

  SqlSession moraine() {
    return moraine;
  }

  Spark spark() {
    return spark;
  }

  /** Moraine runs {@code sql} on {@code table}. */
  void ours(Path table, String sql) {
    moraine.execute(named(table, sql)).close();
  }

  /** Spark runs {@code sql} on {@code table}. */
  void theirs(Path table, String sql) {
    spark.run(named(table, sql));
  }

  private static String named(Path table, String sql) {
    return sql.replace("TABLE_", "delta.`" + table + "`");
  }

  /** The rows of {@code table}, which must be the same for both {@code after} something. */
  List<String> same(Path table, String after) {
    String all = "SELECT * FROM delta.`%s`".formatted(table);
    List<String> own = Moraine.rows(moraine, all);
    assertThat(spark.rows(all)).as("Spark after %s", after).isEqualTo(own);
    return own;
  }

  @Override
  public void close() {
    moraine.close();
    spark.close();
  }
}
