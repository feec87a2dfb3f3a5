package io.moraine.spec.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.engine.session.SqlSession;
import io.moraine.spec.peers.ModelTable.Condition;
import io.moraine.spec.peers.ModelTable.ModelRow;
import io.moraine.spec.peers.ModelTable.NewValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Random statements leave in Moraine the rows, and tell the changes, that a model of plain lists
 * has; of every {@value #SPARKS_PART}th history Spark, too, which also goes on in Moraine's table.
 */
class HistoriesTest {
  private static final int SPARKS_PART = 25;

  private static Path folder;
  private static SqlSession moraine;
  private static Spark spark;
  private static int histories;

  @BeforeContainer
  static void open() throws IOException {
    folder = Files.createTempDirectory("histories");
    moraine = Sessions.open(folder);
    histories = 0;
  }

  @AfterContainer
  static void close() throws IOException {
    moraine.close();
    if (spark != null) {
      spark.close();
      spark = null;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Collections.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  /** A statement on table T, and what it does to a model. */
  record Step(String sql, Consumer<ModelTable> model) {
    @Override
    public String toString() {
      return sql;
    }
  }

  /** A table's definition and the statements after it. */
  record History(String clauses, List<Step> steps) {}

  @Property(seed = "5318008")
  void rowsAndChangesAreThoseOfTheModel(@ForAll("histories") History history) {
    int number = histories++;
    Path own = folder.resolve("own" + number);
    boolean both = number % SPARKS_PART == 0;
    String create =
        "CREATE TABLE T (key INT NOT NULL, value INT, text STRING) USING DELTA "
            + history.clauses();
    ours(own, create);
    if (both && spark == null) {
      spark = new Spark(folder.resolve("spark"));
    }
    Path theirs = folder.resolve("theirs" + number);
    if (both) {
      spark.run(on(theirs, create));
    }
    ModelTable model = new ModelTable();
    for (int i = 0; i < history.steps().size(); i++) {
      Step step = history.steps().get(i);
      long before = version(own);
      // Spark goes on where Moraine was, now and then.
      if (both && i % 3 == 2) {
        spark.run(on(own, step.sql()));
      } else {
        ours(own, step.sql());
      }
      step.model().accept(model);
      List<String> changes = model.changes();
      assertThat(Moraine.rows(moraine, on(own, "SELECT * FROM T")))
          .as("rows after %s", step)
          .isEqualTo(model.rows());
      assertThat(changes(own, before)).as("changes of %s", step).isEqualTo(changes);
      if (both) {
        spark.run(on(theirs, step.sql()));
        assertThat(spark.rows(on(theirs, "SELECT * FROM T"))).isEqualTo(model.rows());
        assertThat(spark.rows(on(own, "SELECT * FROM T"))).isEqualTo(model.rows());
      }
    }
    if (both) {
      assertThat(feed(own)).isEqualTo(feed(theirs));
    }
  }

  private static List<String> feed(Path table) {
    List<String> rows = new ArrayList<>();
    spark
        .session()
        .read()
        .format("delta")
        .option("readChangeFeed", "true")
        .option("startingVersion", "0")
        .load(table.toString())
        .select("key", "value", "text", "_change_type")
        .collectAsList()
        .forEach(
            row -> {
              List<Object> values = new ArrayList<>();
              for (int i = 0; i < row.length(); i++) {
                values.add(row.get(i));
              }
              rows.add(Canonical.row(values));
            });
    Collections.sort(rows);
    return rows;
  }

  private static void ours(Path table, String sql) {
    moraine.execute(on(table, sql)).close();
  }

  private static String on(Path table, String sql) {
    return sql.replaceAll("\\bT\\b", "delta.`" + table + "`");
  }

  private static long version(Path table) {
    List<String> newest = Moraine.rows(moraine, on(table, "DESCRIBE HISTORY T LIMIT 1"));
    return Long.parseLong(newest.get(0).replaceAll(" .*", ""));
  }

  /** What the versions after {@code before} changed. */
  private static List<String> changes(Path table, long before) {
    if (version(table) == before) {
      return List.of();
    }
    return Moraine.rows(
        moraine,
        "SELECT key, value, text, _change_type FROM table_changes('delta.`%s`', %d)"
            .formatted(table, before + 1));
  }

  @Provide
  Arbitrary<History> histories() {
    Arbitrary<String> clauses =
        Combinators.combine(
                Arbitraries.of(true, false),
                Arbitraries.of("none", "name"),
                Arbitraries.of("", "PARTITIONED BY (text) "))
            .as(
                (vectors, mapping, partitions) ->
                    "%sTBLPROPERTIES ('delta.enableChangeDataFeed' = 'true', 'delta.enableDeletionVectors' = '%s', 'delta.columnMapping.mode' = '%s')"
                        .formatted(partitions, vectors, mapping));
    return Combinators.combine(clauses, steps().list().ofMinSize(3).ofMaxSize(8)).as(History::new);
  }

  private static Arbitrary<ModelRow> row() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 30),
            Arbitraries.integers().between(-5, 20).injectNull(0.2),
            Arbitraries.of("a", "b", "ü").injectNull(0.1))
        .as(ModelRow::new);
  }

  private static Arbitrary<List<ModelRow>> rows() {
    return row().list().ofMinSize(1).ofMaxSize(12);
  }

  /** Rows of different keys. */
  private static Arbitrary<List<ModelRow>> source() {
    return rows()
        .map(
            rows -> {
              Map<Integer, ModelRow> byKey = new TreeMap<>();
              rows.forEach(row -> byKey.putIfAbsent(row.key(), row));
              return List.copyOf(byKey.values());
            });
  }

  private static Arbitrary<Condition> condition(String prefix) {
    return Arbitraries.oneOf(
        Arbitraries.integers()
            .between(-5, 20)
            .map(
                n ->
                    new Condition(
                        prefix + "value < " + n, row -> row.value() != null && row.value() < n)),
        Arbitraries.integers()
            .between(0, 30)
            .map(n -> new Condition(prefix + "key = " + n, row -> row.key() == n)),
        Arbitraries.integers()
            .between(2, 4)
            .map(n -> new Condition(prefix + "key % " + n + " = 1", row -> row.key() % n == 1)),
        Arbitraries.just(new Condition(prefix + "value IS NULL", row -> row.value() == null)),
        Arbitraries.just(new Condition(prefix + "text = 'a'", row -> "a".equals(row.text()))),
        Arbitraries.just(
            new Condition(
                "NOT " + prefix + "text = 'a'",
                row -> row.text() != null && !"a".equals(row.text()))));
  }

  private static Arbitrary<NewValue> value() {
    return Arbitraries.of(
        new NewValue("value + 1", row -> row.value() == null ? null : row.value() + 1),
        new NewValue("NULL", row -> null),
        new NewValue("coalesce(value, key)", row -> row.value() == null ? row.key() : row.value()));
  }

  private static Arbitrary<Step> steps() {
    return Arbitraries.oneOf(
        rows().map(rows -> new Step("INSERT INTO T VALUES " + values(rows), t -> t.insert(rows))),
        rows().map(rows -> new Step("INSERT INTO T VALUES " + values(rows), t -> t.insert(rows))),
        condition("")
            .map(where -> new Step("DELETE FROM T WHERE " + where.sql(), t -> t.delete(where))),
        Combinators.combine(condition(""), value())
            .as(
                (where, value) ->
                    new Step(
                        "UPDATE T SET value = %s WHERE %s".formatted(value.sql(), where.sql()),
                        t -> t.update(where, value))),
        Combinators.combine(source(), condition("t."))
            .as(
                (source, orphans) ->
                    new Step(
                        """
                        MERGE INTO T t USING (SELECT * FROM VALUES %s AS v(key, value, text)) s
                        ON t.key = s.key WHEN MATCHED AND s.value < 0 THEN DELETE
                        WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *
                        WHEN NOT MATCHED BY SOURCE AND %s THEN DELETE\
                        """
                            .formatted(values(source), orphans.sql()),
                        t -> t.merge(source, orphans))),
        source()
            .map(
                source ->
                    new Step(
                        """
                        MERGE INTO T t USING (SELECT * FROM VALUES %s AS v(key, value, text)) s
                        ON s.key = t.key WHEN MATCHED AND s.value < 0 THEN DELETE
                        WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *\
                        """
                            .formatted(values(source)),
                        t -> t.merge(source, new Condition("FALSE", row -> false)))),
        rows()
            .map(
                rows ->
                    new Step("INSERT OVERWRITE T VALUES " + values(rows), t -> t.overwrite(rows))),
        rows()
            .map(
                rows -> {
                  Condition a = new Condition("text = 'a'", row -> "a".equals(row.text()));
                  List<ModelRow> only =
                      rows.stream().map(row -> new ModelRow(row.key(), row.value(), "a")).toList();
                  return new Step(
                      "INSERT INTO T REPLACE WHERE text = 'a' SELECT * FROM VALUES " + values(only),
                      t -> {
                        t.delete(a);
                        t.insert(only);
                      });
                }));
  }

  private static String values(List<ModelRow> rows) {
    return rows.stream().map(ModelRow::sql).collect(Collectors.joining(", "));
  }
}
