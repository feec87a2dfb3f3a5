package io.moraine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType.Decimal;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
  private static final StructType SCHEMA =
      StructType.of(
          StructField.required("id", Primitive.LONG),
          StructField.of("name", Primitive.STRING),
          StructField.of("price", new Decimal(10, 2)),
          StructField.of("day", Primitive.DATE),
          StructField.of("at", Primitive.TIMESTAMP));
  private static final Instant NOON = Instant.parse("2001-01-03T12:00:00.000001Z");

  @TempDir private Path folder;
  private String location;
  private Table table;

  @BeforeEach
  void threeRows() {
    location = folder.resolve("a `b` 'c' ü").toString();
    table = Table.create(location).schema(SCHEMA).partitionedBy("day").execute();
    table.append(
        Rows.of(SCHEMA)
            .add(1, "Ann", new BigDecimal("1.50"), LocalDate.of(2001, 1, 3), NOON)
            .add(2L, "Bob", 7, LocalDate.of(2001, 1, 4), null)
            .add(3, null, null, null, null));
  }

  private List<Long> ids(TableRead read) {
    try (Stream<Row> rows = read.select("id").rows()) {
      return rows.map(row -> row.longValue("id")).sorted().toList();
    }
  }

  @Test
  void whatWasCreatedIsDescribed() {
    Table other =
        Table.create(folder.resolve("other").toString())
            .requiredColumn("id", Primitive.LONG)
            .column("city", Primitive.STRING)
            .partitionedBy("city")
            .property("delta.checkpointInterval", "5")
            .comment("people")
            .execute();

    assertThat(other.version()).isZero();
    assertThat(other.schema()).hasToString("struct<id long NOT NULL, city string>");
    assertThat(other.partitionColumns()).containsExactly("city");
    assertThat(other.properties()).containsEntry("delta.checkpointInterval", "5");
    assertThat(other.snapshot().comment()).hasValue("people");
    assertThat(other.snapshot().rowCount()).hasValue(0);
    assertThat(Table.exists(other.location())).isTrue();
    assertThat(Table.exists(folder.resolve("none").toString())).isFalse();
  }

  @Test
  void createdTwiceOrOpenedNowhereIsRefused() {
    String none = folder.resolve("none").toString();

    assertThatThrownBy(() -> Table.create(location).schema(SCHEMA).execute())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("There is a table already");
    assertThatThrownBy(() -> Table.open(none))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("There is no table at " + none);
  }

  @Test
  void rowsComeBackAsJavaValues() {
    try (Stream<Row> rows = table.read().where("id < 3").rows()) {
      List<Row> found =
          rows.sorted((a, b) -> Long.compare(a.longValue("id"), b.longValue("id"))).toList();
      assertThat(found)
          .extracting(Row::values)
          .containsExactly(
              List.of(1L, "Ann", new BigDecimal("1.50"), LocalDate.of(2001, 1, 3), NOON),
              java.util.Arrays.asList(
                  2L, "Bob", new BigDecimal("7.00"), LocalDate.of(2001, 1, 4), null));
      Row ann = found.get(0);
      assertThat(ann.string("NAME")).isEqualTo("Ann");
      assertThat(ann.decimal("price")).isEqualTo("1.50");
      assertThat(ann.date("day")).isEqualTo("2001-01-03");
      assertThat(ann.timestamp("at")).isEqualTo(NOON);
      assertThat(ann.isNull("at")).isFalse();
      assertThat(ann)
          .hasToString(
              "{id=1, name=Ann, price=1.50, day=2001-01-03, at=2001-01-03T12:00:00.000001Z}");
    }
  }

  @Test
  void rowsRefuseOtherTypesThanTheirColumns() {
    try (Stream<Row> rows = table.read().where("id = 3").rows()) {
      Row row = rows.findFirst().orElseThrow();
      assertThat(row.string("name")).isNull();
      assertThatThrownBy(() -> row.longValue("name"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("Column 'name' is of type STRING, not a long");
      assertThatThrownBy(() -> row.string("nme"))
          .hasMessage("No column 'nme'; there are: id, name, price, day, at");
    }
    Rows rows = Rows.of(SCHEMA);
    assertThatThrownBy(() -> rows.add(1, "x", new BigDecimal("1.005"), null, null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Column 'price' of type DECIMAL(10,2) cannot hold 1.005 (BigDecimal)");
    assertThatThrownBy(() -> rows.add(null, "x", null, null, null))
        .hasMessage("Column 'id' cannot be null");
    assertThatThrownBy(() -> rows.add(1))
        .hasMessage("A row of the columns id, name, price, day, at needs 5 values, got 1");
    assertThat(rows.size()).isZero();
  }

  @Test
  void primitiveOfANullColumnIsRefused() {
    Table numbers =
        Table.create(folder.resolve("n").toString())
            .column("n", Primitive.INTEGER)
            .column("x", Primitive.DOUBLE)
            .execute();
    numbers.append(Rows.of(numbers.schema()).add(null, 1));

    try (Stream<Row> rows = numbers.read().rows()) {
      Row row = rows.findFirst().orElseThrow();
      assertThat(row.doubleValue("x")).isEqualTo(1.0);
      assertThatThrownBy(() -> row.intValue("n"))
          .hasMessage("Column 'n' is null, and an int cannot be; ask isNull first");
    }
  }

  @Test
  void tableObjectSeesOneVersionUntilItIsRefreshedOrWrites() {
    Table other = Table.open(location);
    other.delete("id = 1");

    assertThat(other.version()).isEqualTo(2);
    assertThat(ids(other.read())).containsExactly(2L, 3L);
    assertThat(table.version()).isEqualTo(1);
    assertThat(ids(table.read())).containsExactly(1L, 2L, 3L);
    assertThat(ids(table.refresh().read())).containsExactly(2L, 3L);
  }

  @Test
  void olderVersionsStayReadable() {
    Instant before = table.snapshot().timestamp();
    assertThat(table.overwrite(Rows.of(SCHEMA).add(9, null, null, null, null)).inserted())
        .isEqualTo(1);

    assertThat(ids(table.read())).containsExactly(9L);
    assertThat(ids(table.snapshot(1).read())).containsExactly(1L, 2L, 3L);
    assertThat(table.snapshot(0).read().count()).isZero();
    assertThat(table.snapshot(before).version()).isEqualTo(1);
    assertThatThrownBy(() -> table.snapshot(7))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("No version 7");
  }

  @Test
  void updateSetsWhatTheConditionSelects() {
    Changes changes =
        table
            .update()
            .set("name", "upper(name)")
            .set("price", "price * 2")
            .where("id = 1")
            .execute();

    assertThat(changes.updated()).isEqualTo(1);
    assertThat(changes.version()).hasValue(2);
    try (Stream<Row> rows = table.read().where("name = 'ANN' AND price = 3").rows()) {
      assertThat(rows).hasSize(1);
    }
  }

  @Test
  void mergeTakesTheFirstClauseThatFits() {
    Rows source =
        Rows.of(SCHEMA)
            .add(1, "gone", null, null, null)
            .add(2, "Bobby", null, LocalDate.of(2001, 1, 5), null)
            .add(4, "Dan", null, null, null);
    Changes changes =
        table
            .merge(source)
            .on("target.id = source.id")
            .whenMatched("source.name = 'gone'")
            .delete()
            .whenMatched()
            .update(Map.of("name", "source.name", "day", "source.day"))
            .whenNotMatched()
            .insertAll()
            .execute();

    assertThat(changes.deleted()).isEqualTo(1);
    assertThat(changes.updated()).isEqualTo(1);
    assertThat(changes.inserted()).isEqualTo(1);
    assertThat(ids(table.read())).containsExactly(2L, 3L, 4L);
    try (Stream<Row> rows = table.read().where("day = DATE '2001-01-05'").rows()) {
      assertThat(rows.map(row -> row.string("name") + row.decimal("price")))
          .containsExactly("Bobby7.00");
    }
  }

  @Test
  void mergeWithoutConditionOrClauseIsRefused() {
    TableMerge merge = table.merge(Rows.of(SCHEMA));

    assertThatThrownBy(merge::execute).hasMessage("A merge needs a condition: call on(…)");
    assertThatThrownBy(merge.on("true")::execute)
        .hasMessage("A merge needs a clause, such as whenMatched().updateAll()");
    assertThatThrownBy(table.update()::execute).hasMessage("An update needs a column to set");
  }

  @Test
  void historyTellsWhatWasDone() {
    table.delete("id = 1");

    List<Commit> history = table.history();

    assertThat(history)
        .extracting(Commit::version, Commit::operation)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(2L, "DELETE"),
            org.assertj.core.groups.Tuple.tuple(1L, "WRITE"),
            org.assertj.core.groups.Tuple.tuple(0L, "CREATE TABLE"));
    assertThat(history.get(0).metrics()).containsEntry("numDeletedRows", "1");
    assertThat(history.get(0).readVersion()).hasValue(1);
    assertThat(history.get(1).metrics()).containsEntry("numOutputRows", "3");
  }

  @Test
  void filesTellTheirPartition() {
    assertThat(table.snapshot().files())
        .extracting(file -> file.partition().get("day"))
        .containsExactlyInAnyOrder("2001-01-03", "2001-01-04", null);
    assertThat(table.snapshot().fileCount()).isEqualTo(3);
    assertThat(table.snapshot().rowCount()).hasValue(3);
  }

  @Test
  void theLogIsCompactedAndWhatOfItIsNotExpiredStays() {
    table.append(Rows.of(SCHEMA).add(4, null, null, null, null));
    table.compactLog(0, 2);
    Path compacted =
        Path.of(location, "_delta_log/00000000000000000000.00000000000000000002.compacted.json");
    assertThat(compacted).exists();
    assertThat(ids(Table.open(location).read())).containsExactly(1L, 2L, 3L, 4L);
    assertThatThrownBy(() -> table.compactLog(2, 2))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("first=2, last=2");
    LogCleanupResult result = table.cleanUpLog();
    assertThat(result.earliestVersion()).isEmpty();
    assertThat(result.removedFiles()).isZero();
    assertThat(result.removedBytes()).isZero();
    assertThat(ids(table.snapshot(0).read())).isEmpty();
  }

  @Test
  void whereARowIsIsToldToWhoAsks() {
    TableRead read = table.read().where("_metadata.row_index = 0").select("id", "_metadata");
    try (Stream<Row> rows = read.rows()) {
      assertThat(rows.map(row -> row.struct("_metadata")))
          .hasSize(3)
          .allSatisfy(
              metadata -> {
                assertThat(metadata.longValue("row_index")).isZero();
                assertThat(metadata.string("file_path"))
                    .startsWith("file:/")
                    .endsWith("/" + metadata.string("file_name"));
              });
    }
    assertThat(table.schema().names()).doesNotContain("_metadata");
  }

  @Test
  void statementsHoldNoMoreMemoryThanTheOptionsAllow() {
    String windows = "SELECT rank() OVER (ORDER BY id % 7) AS r FROM range(0, 100000)";
    String groups = "SELECT id, count(*) FROM range(0, 100000) GROUP BY id";
    try (Session session = Session.open(TableOptions.defaults().withMemory(1_000_000))) {
      try (Result result = session.sql(groups);
          Stream<Row> rows = result.rows()) {
        assertThat(rows.count()).isEqualTo(100_000);
      }
      assertThatThrownBy(() -> session.sql(windows).rows().count())
          .hasMessageContaining("budget of 1,000,000 bytes")
          .hasMessageContaining("Raise the budget");
    }
    assertThatThrownBy(() -> TableOptions.defaults().withMemory(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("A statement needs memory, got 0 bytes");
  }
}
