package io.moraine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableWriteTest {
  private static final StructType SCHEMA =
      StructType.of(
          StructField.of("id", Primitive.LONG),
          StructField.of("city", Primitive.STRING),
          StructField.of("n", Primitive.INTEGER));
  private static final StructType WIDER =
      StructType.of(StructField.of("id", Primitive.LONG), StructField.of("more", Primitive.STRING));

  @TempDir private Path folder;
  private Table table;

  @BeforeEach
  void threeRows() {
    table =
        Table.create(folder.resolve("t"))
            .schema(SCHEMA)
            .partitionedBy("city")
            .property("delta.enableDeletionVectors", "true")
            .property("delta.enableChangeDataFeed", "true")
            .execute();
    table.append(rows().add(1, "Oslo", 1).add(2, "Rome", 2).add(3, null, 3));
  }

  private static Rows rows() {
    return Rows.of(SCHEMA);
  }

  private List<String> all() {
    return texts(table.read());
  }

  private static List<String> texts(TableRead read) {
    try (Stream<Row> rows = read.rows()) {
      return rows.map(Row::toString).sorted().toList();
    }
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("t"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }

  @Test
  void partitionsThatRowsComeToAreReplaced() {
    Changes changes =
        table.write(rows().add(10, "Oslo", 10).add(30, null, 30)).overwritePartitions().execute();
    assertThat(changes.inserted()).isEqualTo(2);
    assertThat(changes.deleted()).isEqualTo(2);
    assertThat(all())
        .containsExactly(
            "{id=10, city=Oslo, n=10}", "{id=2, city=Rome, n=2}", "{id=30, city=null, n=30}");
  }

  @Test
  void rowsOfAConditionAreReplacedByRowsThatSatisfyIt() {
    assertThatThrownBy(
            () -> table.write(rows().add(7, "Oslo", 5)).replaceWhere("n % 5 = 2").execute())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("does not satisfy the condition of what is replaced");
    table.write(rows().add(7, "Oslo", 7)).replaceWhere("n % 5 = 2").execute();
    assertThat(all())
        .containsExactly(
            "{id=1, city=Oslo, n=1}", "{id=3, city=null, n=3}", "{id=7, city=Oslo, n=7}");
  }

  @Test
  void columnsComeWithRowsOrTakeTheOthersPlaceOnlyWhereThatIsAskedFor() {
    assertThatThrownBy(() -> table.append(Rows.of(WIDER).add(4, "x")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("The table has no column 'more'; it has: id, city, n");
    table.write(Rows.of(WIDER).add(4, "x")).mergeSchema().execute();
    assertThat(table.schema().names()).containsExactly("id", "city", "n", "more");
    assertThat(all()).contains("{id=4, city=null, n=null, more=x}");
    assertThatThrownBy(() -> table.write(Rows.of(WIDER).add(4, "x")).overwriteSchema().execute())
        .hasMessageContaining("Columns can be replaced only where all rows are");
    table.write(Rows.of(WIDER).add(5, "y")).overwrite().overwriteSchema("more").execute();
    assertThat(table.schema()).hasToString("struct<id long, more string>");
    assertThat(table.partitionColumns()).containsExactly("more");
    assertThat(all()).containsExactly("{id=5, more=y}");
    assertThat(texts(table.snapshot(1).read())).hasSize(3);
  }

  @Test
  void whatIsDoneOnceIsNotRepeated() {
    assertThat(table.write(rows().add(4, "Oslo", 4)).once("app", 1).execute().version())
        .hasValue(2);
    assertThat(table.write(rows().add(4, "Oslo", 4)).once("app", 1).execute().version()).isEmpty();
    assertThat(table.delete().where("id = 1").once("app", 1).execute().deleted()).isZero();
    assertThat(table.update().set("n", "0").once("app", 2).execute().updated()).isEqualTo(4);
    assertThat(
            table
                .merge(rows().add(1, "Oslo", 7))
                .on("target.id = source.id")
                .upsert()
                .once("app", 2)
                .execute()
                .affected())
        .isZero();
    assertThat(table.upsert(rows().add(1, "Oslo", 7)).once("other", 0).on("id").updated())
        .isEqualTo(1);
    table.write(rows().add(9, null, 9)).userMetadata("the ninth").execute();
    assertThat(table.history().get(0).operation()).isEqualTo("WRITE");
    assertThat(all()).hasSize(5);
  }

  @Test
  void rowsWithAKeyReplaceOthersWithIt() {
    Changes changes = table.upsert(rows().add(2, "Oslo", 20).add(4, "Bonn", 4)).on("id");
    assertThat(changes.updated()).isEqualTo(1);
    assertThat(changes.inserted()).isEqualTo(1);
    assertThat(all())
        .containsExactly(
            "{id=1, city=Oslo, n=1}", "{id=2, city=Oslo, n=20}",
            "{id=3, city=null, n=3}", "{id=4, city=Bonn, n=4}");
    assertThatThrownBy(
            () ->
                table
                    .upsert(
                        rows().add(7, "a", 1).add(7, "b", 2).add(null, "c", 3).add(null, "d", 4))
                    .on("id"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("1 key is in several rows")
        .hasMessageContaining("{id=7}");
    assertThatThrownBy(() -> table.upsert(rows()).on()).hasMessageContaining("needs a key");
    assertThatThrownBy(() -> table.upsert(rows()).on("nope")).hasMessageContaining("nope");
    table.upsert(Rows.of(WIDER).add(1, "m")).mergeSchema().on("id");
    assertThat(all()).contains("{id=1, city=Oslo, n=1, more=m}");
  }

  @Test
  void changesOfATransactionAreOneVersionAndSeeOneAnother() {
    long before = table.version();
    try (TableTransaction transaction = table.transaction()) {
      transaction.append(rows().add(4, "Oslo", 4).add(5, "Oslo", 5));
      transaction.delete().where("id IN (1, 4)").execute();
      transaction.update().set("n", "n * 10").where("city = 'Oslo'").execute();
      transaction.upsert(rows().add(5, "Bonn", 6).add(6, "Bonn", 7)).on("id");
      assertThat(transaction.read().count()).isEqualTo(4);
      assertThat(all()).hasSize(3);
      assertThat(transaction.commit()).isEqualTo(OptionalLong.of(before + 1));
    }
    assertThat(table.version()).isEqualTo(before + 1);
    assertThat(all())
        .containsExactly(
            "{id=2, city=Rome, n=2}", "{id=3, city=null, n=3}",
            "{id=5, city=Bonn, n=6}", "{id=6, city=Bonn, n=7}");
    assertThat(table.history().get(0).operation()).isEqualTo("TRANSACTION");
    try (Stream<Row> rows = table.changes(before + 1).read().rows()) {
      assertThat(
              rows.map(row -> row.longValue("id") + " " + row.string("_change_type"))
                  .sorted()
                  .toList())
          .containsExactly("1 delete", "5 insert", "6 insert");
    }
  }

  @Test
  void nothingStaysOfATransactionThatIsNotCommitted() throws IOException {
    long before = files();
    try (TableTransaction transaction = table.transaction()) {
      transaction.append(rows().add(4, "Oslo", 4));
      transaction.delete().where("id = 4").execute();
      assertThat(files()).isGreaterThan(before);
      assertThatThrownBy(() -> transaction.sql("OPTIMIZE " + table.sqlName()))
          .isInstanceOf(UnsupportedFeatureException.class)
          .hasMessageContaining("cannot take part in a transaction");
    }
    assertThat(files()).isEqualTo(before);
    assertThat(table.refresh().version()).isEqualTo(1);
  }

  @Test
  void aTransactionLosesToAnotherWriterOfWhatItRead() throws IOException {
    try (TableTransaction transaction = table.transaction()) {
      transaction.update().set("n", "5").where("city = 'Rome'").execute();
      table.delete("city = 'Rome'");
      long before = files();
      assertThatThrownBy(transaction::commit).isInstanceOf(ConflictException.class);
      assertThat(files()).isLessThan(before);
    }
    try (TableTransaction transaction = table.transaction().once("app", 1)) {
      transaction.append(rows().add(8, "Bonn", 8));
      // A blind append stands in nobody's way.
      table.append(rows().add(9, "Bonn", 9));
      assertThat(transaction.commit()).isPresent();
    }
    try (TableTransaction transaction = table.transaction().once("app", 1)) {
      assertThat(transaction.append(rows().add(8, "Bonn", 8)).inserted()).isZero();
      assertThat(transaction.commit()).isEmpty();
    }
    assertThat(all()).hasSize(4);
  }

  @Test
  void filesAreCopiedInOnce() throws IOException {
    Path in = Files.createDirectories(folder.resolve("in/sub"));
    Files.writeString(folder.resolve("in/a.csv"), "id,city,n\n10,Oslo,10\n11,Rome,11\n");
    Files.writeString(in.resolve("b.csv"), "n,id,city\n12,12,007\n");
    String copy =
        "COPY INTO %s FROM '%s' FILEFORMAT = CSV FORMAT_OPTIONS ('header' = 'true')"
            .formatted(table.sqlName(), folder.resolve("in"));
    assertThat(copied(copy)).isEqualTo(3);
    assertThat(copied(copy)).isZero();
    TableLoad load = table.load(folder.resolve("in").toString(), "csv").option("header", "true");
    assertThat(load.execute()).isZero();
    assertThat(load.pattern("sub/*").execute()).isZero();
    Files.writeString(folder.resolve("in/c.csv"), "id,city,n,more\n13,Bonn,13,x\n");
    assertThatThrownBy(() -> copied(copy)).isInstanceOf(InvalidInputException.class);
    assertThat(copied(copy + " COPY_OPTIONS ('mergeSchema' = 'true')")).isEqualTo(1);
    assertThat(
            copied(
                copy.replace("FORMAT_OPTIONS", "FILES = ('a.csv') FORMAT_OPTIONS")
                    + " COPY_OPTIONS ('force' = 'true')"))
        .isEqualTo(2);
    assertThat(
            copied(
                "COPY INTO %s FROM (SELECT CAST(_c0 AS BIGINT) AS id, upper(_c1) AS city FROM '%s') FILEFORMAT = CSV PATTERN = 'raw/*.txt'"
                    .formatted(table.sqlName(), raw())))
        .isEqualTo(1);
    table.refresh();
    assertThat(all())
        .contains(
            "{id=12, city=007, n=12, more=null}",
            "{id=13, city=Bonn, n=13, more=x}",
            "{id=20, city=OSLO, n=null, more=null}")
        .hasSize(10);
  }

  private Path raw() throws IOException {
    Path raw = Files.createDirectories(folder.resolve("more/raw"));
    Files.writeString(raw.resolve("x.txt"), "20,oslo\n");
    Files.writeString(raw.resolve("y.dat"), "21,rome\n");
    return folder.resolve("more");
  }

  private long copied(String sql) {
    try (Session session = Session.open();
        Result result = session.sql(sql);
        Stream<Row> rows = result.rows()) {
      return rows.findFirst().orElseThrow().longValue("num_inserted_rows");
    }
  }

  @Test
  void aTableOfACatalogIsOpenedThroughItAlone() throws IOException {
    Files.createDirectories(folder.resolve("catalog"));
    TableOptions options =
        TableOptions.defaults().withCatalog(folder.resolve("catalog").toString());
    String place = folder.resolve("managed").toString();
    try (Session session = Session.open(options)) {
      assertThatThrownBy(() -> session.manage(table.location()))
          .hasMessageContaining("There is a table already");
      Table managed =
          session
              .manage(place)
              .create(place)
              .schema(SCHEMA)
              .property("delta.feature.catalogManaged", "supported")
              .property("delta.enableInCommitTimestamps", "true")
              .execute();
      managed.append(rows().add(1, "Oslo", 1));
      managed.upsert(rows().add(1, "Rome", 2)).on("id");
      assertThat(texts(managed.read())).containsExactly("{id=1, city=Rome, n=2}");
      assertThat(managed.history()).hasSize(3);
    }
    assertThatThrownBy(() -> Table.open(place))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("catalogManaged");
    assertThat(Table.open(place, options).version()).isEqualTo(2);
    assertThatThrownBy(() -> Session.open().manage(place))
        .hasMessageContaining("There is no catalog");
  }

  @Test
  void rowsThatComeAndChangeInOneTransactionHaveIdsAfterIt() {
    Table tracked =
        Table.create(folder.resolve("tracked"))
            .schema(SCHEMA)
            .property("delta.enableRowTracking", "true")
            .execute();
    tracked.append(rows().add(1, "Oslo", 1).add(2, "Rome", 2));
    try (TableTransaction transaction = tracked.transaction()) {
      transaction.append(rows().add(3, "Bonn", 3).add(4, "Bonn", 4));
      transaction.update().set("n", "n + 10").where("id IN (2, 3)").execute();
      transaction.delete().where("id = 4").execute();
      transaction.commit();
    }
    try (Stream<Row> rows = tracked.read().select("id", "n", "_metadata").rows()) {
      List<String> ids =
          rows.map(
                  row ->
                      "%d %d %s"
                          .formatted(
                              row.longValue("id"),
                              row.intValue("n"),
                              row.struct("_metadata").longValue("row_id")))
              .sorted()
              .toList();
      assertThat(ids).hasSize(3).contains("1 1 0", "2 12 1");
      assertThat(ids.get(2)).startsWith("3 13 ").isGreaterThan("3 13 1");
    }
  }
}
