package io.moraine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maintenance by the API and as statements. */
class TableMaintenanceTest {
  private static final StructType SCHEMA =
      StructType.of(
          StructField.of("a", Primitive.LONG),
          StructField.of("b", Primitive.LONG),
          StructField.of("c", Primitive.STRING));

  @TempDir private Path folder;

  private Table table(String name) {
    return Table.create(folder.resolve(name)).schema(SCHEMA).execute();
  }

  private static Rows rows(int from, int to) {
    Rows rows = Rows.of(SCHEMA);
    for (int i = from; i < to; i++) {
      rows.add((long) i, (long) (i * 7919 % 1000), "c" + i % 3);
    }
    return rows;
  }

  /** Rows whose numbers follow no order in either column. */
  private static Rows scattered(int from, int to) {
    Random random = new Random(from);
    Rows rows = Rows.of(SCHEMA);
    for (int i = from; i < to; i++) {
      rows.add((long) random.nextInt(1 << 20), (long) random.nextInt(1 << 20), "c");
    }
    return rows;
  }

  private static List<String> texts(Table table) {
    try (Stream<Row> rows = table.refresh().read().rows()) {
      return rows.map(Row::toString).sorted().toList();
    }
  }

  private static List<String> operations(Table table) {
    return table.history().stream().map(Commit::operation).toList();
  }

  @Test
  void rowsAreOrderedByColumnsWithinTheMemoryOfTheSession() {
    Table table = table("zordered");
    for (int i = 0; i < 4; i++) {
      table.append(scattered(i * 20_000, (i + 1) * 20_000));
    }
    List<String> before = texts(table);
    List<Long> seen = new ArrayList<>();
    OptimizeResult result =
        table
            .optimize()
            .zorderBy("b", "a")
            .targetSize(16 << 10)
            .onProgress(progress -> seen.add(progress.filesDone()))
            .execute();
    assertThat(texts(table)).isEqualTo(before).hasSize(80_000);
    assertThat(result.overlap().orElseThrow().before()).isEqualTo(4.0);
    assertThat(result.addedFiles()).isGreaterThan(8);
    assertThat(result.overlap().orElseThrow().after()).isLessThan(result.addedFiles() / 2.0);
    assertThat(seen).containsExactly(1L, 2L, 3L, 4L);
    assertThat(table.optimize().zorderBy("b", "a").execute().version()).isEmpty();
    assertThatThrownBy(() -> table.optimize().zorderBy("a + 1"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("'a + 1' is not the name of a column");
  }

  @Test
  void aTableCanBeMadeClustered() {
    Table table =
        Table.create(folder.resolve("clustered"))
            .schema(SCHEMA)
            .clusteredBy("b", "c")
            .property("delta.targetFileSize", "4kb")
            .execute();
    table.append(scattered(0, 20_000));
    OptimizeResult result = table.optimize().execute();
    assertThat(result.removedFiles()).isEqualTo(1);
    assertThat(result.addedFiles()).isGreaterThan(1);
    assertThat(table.optimize().full().execute().version()).isEmpty();
    assertThat(texts(table)).hasSize(20_000);
  }

  @Test
  void manySmallFilesAreJoinedAfterAWriteWhereTheTableAsksForThat() {
    Table table =
        Table.create(folder.resolve("auto"))
            .schema(SCHEMA)
            .property("delta.autoOptimize.autoCompact", "true")
            .execute();
    for (int i = 0; i < 49; i++) {
      table.append(rows(i, i + 1));
    }
    assertThat(operations(table)).doesNotContain("OPTIMIZE");
    table.append(rows(49, 50));
    assertThat(operations(table).get(0)).isEqualTo("OPTIMIZE");
    assertThat(table.history().get(0).parameters()).containsEntry("auto", "true");
    assertThat(table.refresh().snapshot().fileCount()).isEqualTo(1);
    assertThat(texts(table)).hasSize(50);
    table.append(rows(50, 51));
    assertThat(operations(table).get(0)).isEqualTo("WRITE");
  }

  @Test
  void writesToManyPartitionsAtOnceMakeFewFilesWhereTheTableAsksForThat() {
    for (String optimized : List.of("true", "false")) {
      Table table =
          Table.create(folder.resolve("writes " + optimized))
              .schema(SCHEMA)
              .partitionedBy("b")
              .property("delta.autoOptimize.optimizeWrite", optimized)
              .execute();
      Rows rows = Rows.of(SCHEMA);
      for (int i = 0; i < 200; i++) {
        rows.add((long) i, (long) (i % 100), "x");
      }
      table.append(rows);
      Rows shuffled = Rows.of(SCHEMA);
      for (int i = 0; i < 20_000; i++) {
        shuffled.add((long) i, (long) (i % 100), "x");
      }
      long before = table.refresh().snapshot().fileCount();
      table.append(shuffled);
      long files = table.refresh().snapshot().fileCount() - before;
      if (optimized.equals("true")) {
        assertThat(files).isEqualTo(100);
      } else {
        assertThat(files).isGreaterThanOrEqualTo(100);
      }
      assertThat(table.read().count()).isEqualTo(20_200);
    }
  }

  @Test
  void aCloneHasTheRowsOfAVersionAndItsOwnHistory() throws IOException {
    Table source = table("source");
    source.append(rows(0, 10));
    source.append(rows(10, 20));
    source.delete("a = 3");
    String target = folder.resolve("copy").toString();
    assertThat(source.snapshot(2).cloneTo(target).dryRun()).contains("2 files of");
    CloneResult result = source.snapshot(2).cloneTo(target).property("owner", "me").execute();
    assertThat(result.version()).hasValue(0);
    assertThat(result.copiedFiles()).isEqualTo(2);
    Table clone = Table.open(target);
    assertThat(texts(clone)).hasSize(20);
    assertThat(clone.properties()).containsEntry("owner", "me");
    assertThat(clone.snapshot().id()).isNotEqualTo(source.snapshot().id());
    assertThatThrownBy(() -> source.cloneTo(target).execute())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there is a table already");

    clone.append(rows(100, 101));
    CloneResult again = source.cloneTo(target).replace().execute();
    assertThat(again.version()).hasValue(2);
    assertThat(again.copiedFiles()).isEqualTo(1);
    assertThat(again.removedFiles()).isEqualTo(2);
    assertThat(texts(clone)).isEqualTo(texts(source)).hasSize(19);
    assertThatThrownBy(() -> source.cloneTo(source.location()).replace().execute())
        .hasMessageContaining("onto itself");
    try (Stream<Path> all = Files.walk(folder.resolve("source"))) {
      all.filter(Files::isRegularFile).forEach(file -> assertThat(file.toFile().delete()).isTrue());
    }
    assertThat(texts(clone)).hasSize(19);
  }

  @Test
  void aShallowCloneNamesTheFilesOfItsSource() {
    Table source = table("with spaces %20");
    source.append(rows(0, 10));
    String target = folder.resolve("shallow").toString();
    assertThat(source.cloneTo(target).shallow().execute().copiedFiles()).isZero();
    try (Session session = Session.open(TableOptions.defaults().allowExternalPaths())) {
      Table clone = session.table(target);
      clone.append(rows(10, 11));
      assertThat(texts(clone)).hasSize(11);
      assertThat(clone.optimize().execute().removedFiles()).isEqualTo(2);
      assertThat(texts(clone)).hasSize(11);
    }
    assertThat(texts(source)).hasSize(10);
  }

  @Test
  void aFolderOfFilesBecomesATable() throws IOException {
    Path lake = folder.resolve("lake");
    Table made = Table.create(folder.resolve("made")).schema(SCHEMA).partitionedBy("c").execute();
    made.append(rows(0, 100));
    for (DataFile file : made.snapshot().files()) {
      Path from = folder.resolve("made").resolve(file.path());
      Path to = lake.resolve("c=" + file.partition().get("c")).resolve(from.getFileName());
      Files.createDirectories(to.getParent());
      Files.copy(from, to);
    }
    Files.writeString(lake.resolve("_SUCCESS"), "");
    assertThatThrownBy(() -> Table.convert(lake.toString()).execute())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("expected folders for the partition columns [], found [c] at c=c0/")
        .hasMessageEndingWith("name them with their types by PARTITIONED BY");
    assertThatThrownBy(
            () -> Table.convert(lake.toString()).partitionColumn("c", Primitive.LONG).execute())
        .hasMessageContaining("has the value 'c0' for partition column 'c', which is not a BIGINT");
    TableConvert convert = Table.convert(lake.toString()).partitionColumn("c", Primitive.STRING);
    assertThat(convert.dryRun()).hasSize(4).last().isEqualTo("  c STRING");
    assertThat(lake.resolve("_delta_log")).doesNotExist();

    Table table = convert.execute();
    assertThat(texts(table)).isEqualTo(texts(made)).hasSize(100);
    assertThat(table.partitionColumns()).containsExactly("c");
    try (Session session = Session.open();
        Result found = session.sql("SELECT a FROM delta.`%s` WHERE a > 1000".formatted(lake))) {
      assertThat(found.scans().get(0).scannedFiles()).isZero();
    }
    assertThatThrownBy(convert::execute).hasMessageContaining("is a Delta table already");
  }

  @Test
  void filesThatAreNoTableAreRefused() throws IOException {
    Path bad = Files.createDirectories(folder.resolve("bad"));
    assertThatThrownBy(() -> Table.convert(bad.toString()).execute())
        .hasMessageContaining("there is no Parquet file in it");
    Files.writeString(bad.resolve("x.parquet"), "this is no Parquet file");
    assertThatThrownBy(() -> Table.convert(bad.toString()).execute())
        .hasMessageContaining("x.parquet");
    assertThat(bad.resolve("_delta_log")).doesNotExist();
  }

  @Test
  void whatIsWrongWithATableIsFoundAndMended() throws IOException {
    Table table = table("broken");
    table.append(rows(0, 10));
    table.append(rows(10, 20));
    table.append(rows(20, 30));
    assertThat(table.fsck().check()).isEmpty();
    Path folderOfTable = folder.resolve("broken");
    Path log = folderOfTable.resolve("_delta_log/%020d.json".formatted(3));
    String commit = Files.readString(log);
    assertThat(commit).contains("\\\"a\\\":29");
    Files.writeString(log, commit.replace("\\\"a\\\":29", "\\\"a\\\":24"));
    try (Session session = Session.open(TableOptions.defaults())) {
      Table again = session.table(folderOfTable.toString());
      String gone = again.snapshot(1).files().get(0).path();
      assertThat(folderOfTable.resolve(gone).toFile().delete()).isTrue();
      List<Finding> findings = again.fsck().check();
      assertThat(findings)
          .extracting(Finding::kind)
          .containsExactly("MISSING_FILE", "WRONG_STATISTICS");
      assertThat(findings.get(0).problem()).isEqualTo(gone + " is gone");
      assertThat(findings.get(1).problem())
          .isEqualTo("the log says that no value of a is above 24, but 29 is");
      String statement = "FSCK REPAIR TABLE delta.`%s` DRY RUN".formatted(folderOfTable);
      try (Result lost = session.sql(statement)) {
        assertThat(lost.rows().map(Row::toString).toList()).hasSize(1);
      }
      assertThat(again.refresh().version()).isEqualTo(3);

      assertThat(again.fsck().repair()).isEqualTo(findings);
      assertThat(again.version()).isEqualTo(5);
      assertThat(again.fsck().check()).isEmpty();
      assertThat(texts(again)).hasSize(20);
      assertThat(again.read().where("a = 29").count()).isEqualTo(1);
      try (Stream<Path> kept = Files.list(folderOfTable.resolve("_delta_log/_repaired"))) {
        assertThat(kept.toList()).hasSize(2);
      }
    }
  }
}
