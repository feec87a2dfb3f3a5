package io.moraine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands from their arguments to what they print. */
class CommandsTest {
  @TempDir private Path folder;

  private record Outcome(int status, String out, String err) {}

  private Outcome run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      texts[i] = args[i].toString();
    }
    int status = Main.run(texts, new PrintWriter(out, true), new PrintWriter(err, true));
    return new Outcome(status, out.toString(), err.toString());
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path people() throws IOException {
    Path table = folder.resolve("people");
    Path csv = file("people.csv", "id,zip,born\n1,02134,2001-01-03\n2,,\n");
    assertThat(run("import", csv, table).err)
        .isEqualTo("Imported 2 rows into %s, version 0.\n".formatted(table));
    return table;
  }

  @Test
  void importMakesTheTableAndSqlReadsIt() throws IOException {
    Outcome outcome =
        run("sql", "SELECT * FROM delta.`%s` ORDER BY id".formatted(people()), "--format", "json");

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                0,
                """
                {"id":1,"zip":"02134","born":"2001-01-03"}
                {"id":2,"zip":null,"born":null}
                """,
                ""));
  }

  @Test
  void importIntoATableTakesItsTypes() throws IOException {
    Path table = people();
    // By themselves these would be a number and text.
    Path more = file("more.csv", "zip,id\n99,3\n");

    assertThat(run("import", more, table).status).isZero();
    assertThat(run("sql", "SELECT zip FROM people WHERE id = 3", "--warehouse", folder).out)
        .isEqualTo(" zip\n-----\n 99\n");
  }

  @Test
  void columnsThatAnImportDeclaresWithoutNullsStaySo() throws IOException {
    Path good = file("good.csv", "id,name\n1,a\n2,\n");
    Path bad = file("bad.csv", "id,name\n1,a\n,b\n");
    Path table = folder.resolve("declared");
    String schema = "id BIGINT NOT NULL, name STRING";

    Outcome refused = run("import", bad, table, "--schema", schema);
    assertThat(refused.status).isEqualTo(1);
    assertThat(refused.err)
        .contains("bad.csv, line 3: column 'id': expected BIGINT, found nothing");
    assertThat(folder.resolve("declared/_delta_log")).doesNotExist();

    assertThat(run("import", good, table, "--schema", schema).status).isZero();
    assertThat(run("describe", table).out).contains("BIGINT NOT NULL");
    assertThat(run("sql", "INSERT INTO delta.`" + table + "` VALUES (NULL, 'x')").status)
        .isEqualTo(1);
  }

  @Test
  void badRowFailsTheImportAndLeavesNothing() throws IOException {
    Path csv = file("bad.csv", "id,n\n1,5\n2,six\n");
    Path table = folder.resolve("bad");

    Outcome outcome = run("import", csv, table, "--schema", "id INT, n INT");

    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                1,
                "",
                "moraine: Cannot read %s, line 3: column 'n': expected INT, found 'six'\n"
                    .formatted(csv)));
    assertThat(run("describe", table).status).isEqualTo(1);
    assertThat(table.resolve("_delta_log")).doesNotExist();
    assertThat(Files.notExists(table) || table.toFile().list().length == 0).isTrue();
  }

  @Test
  void badRowsAreSkippedOrMendedWhereAsked() throws IOException {
    Path csv = file("bad.csv", "id,n\n1,5\n2,six\n3\n");
    Path skipped = folder.resolve("skipped");
    Path mended = folder.resolve("mended");

    Outcome skip = run("import", csv, skipped, "--schema", "id INT, n INT", "--on-error", "skip");
    run("import", csv, mended, "--schema", "id INT, n INT", "--on-error", "null");

    assertThat(skip.err)
        .isEqualTo(
            """
            Imported 1 rows into %s, version 0.
            2 rows did not fit and were left out; the first: %s, line 3: column 'n': expected INT, found 'six'
            """
                .formatted(skipped, csv));
    assertThat(run("sql", "SELECT id, n FROM mended ORDER BY id", "--warehouse", folder).out)
        .isEqualTo(" id |    n\n----+------\n  1 |    5\n  2 | NULL\n  3 | NULL\n");
  }

  @Test
  void changesShowsTheRowsOfVersionsAndFollowNeedsNoFeed() throws IOException {
    Path table = people();
    run("import", file("more.csv", "id,zip\n3,9\n"), table);
    String third = "{\"id\":3,\"zip\":\"9\",\"born\":null,\"_change_type\":\"insert\"";

    assertThat(run("changes", table).err)
        .startsWith("moraine: Cannot read the changes of ")
        .contains("they are not recorded in version 0");
    Outcome followed =
        run("changes", table, "--follow", "--from", "1", "--to", "1", "--format", "json");
    assertThat(followed.status).isZero();
    assertThat(followed.out).startsWith(third).hasLineCount(1);

    ChangeFeeds.enable(table);
    Outcome all = run("changes", table, "--format", "json");
    assertThat(all.out.lines()).hasSize(3).last().asString().startsWith(third);
    assertThat(run("changes", table, "--from", "1", "--to", "1", "--format", "json").out)
        .isEqualTo(followed.out);
    assertThat(run("changes", table, "--where", "zip IS NULL", "--format", "csv").out)
        .startsWith("id,zip,born,_change_type,_commit_version,_commit_timestamp")
        .contains("\n2,,,insert,0,")
        .hasLineCount(2);
    assertThat(run("changes", table, "--from", "2001-01-01", "--format", "csv").out)
        .hasLineCount(4);
    assertThat(run("changes", table, "--from", "2999-01-01").err)
        .contains("after the latest version, 1");
    assertThat(run("changes", table, "--from", "2").err).contains("the latest is 1");
    assertThat(run("changes", table, "--from", "soon").status).isEqualTo(2);
    assertThat(run("changes", table, "--follow", "--output", folder.resolve("o.csv")).status)
        .isEqualTo(2);
  }

  @Test
  void badRowFailsAnAppendAndLeavesTheTable() throws IOException {
    Path table = people();
    Path csv = file("bad.csv", "id,zip,born\n3,1,2001-02-30\n");

    assertThat(run("import", csv, table).err)
        .endsWith("line 2: column 'born': expected DATE, found '2001-02-30'\n");
    assertThat(run("history", table, "--format", "csv").out.lines()).hasSize(2);
  }

  @Test
  void columnThatTheTableHasNotIsRefused() throws IOException {
    Path table = people();

    assertThat(run("import", file("more.csv", "id,age\n3,40\n"), table))
        .isEqualTo(
            new Outcome(
                1,
                "",
                "moraine: The files have a column that the table has not: No column 'age'; there"
                    + " are: id, zip, born\n"));
    assertThat(run("history", table, "--format", "csv").out.lines()).hasSize(2);
  }

  @Test
  void overwriteReplacesRowsAndPartitionsAreKept() throws IOException {
    Path csv = file("days.csv", "day,n\n2001-01-03,1\n2001-01-04,2\n");
    Path table = folder.resolve("days");

    run("import", csv, table, "--partition-by", "day");
    Outcome again = run("import", csv, table, "--mode", "overwrite");

    assertThat(again.err).startsWith("Imported 2 rows").endsWith(", version 1.\n");
    assertThat(run("sql", "SELECT count(*) AS n FROM days", "--warehouse", folder).out)
        .isEqualTo(" n\n---\n 2\n");
    assertThat(run("files", table, "--format", "json").out.lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("\"partition\":{\"day\":\"2001-01-0"));
    assertThat(run("import", csv, table, "--partition-by", "n").err)
        .contains("is partitioned by [day], not by [n]");
  }

  @Test
  void describeTellsOfOlderVersionsToo() throws IOException {
    Path table = people();
    run("sql", "DELETE FROM delta.`%s` WHERE id = 1".formatted(table));

    assertThat(run("describe", table, "--format", "json").out)
        .contains("\"version\":1")
        .contains("\"rows\":1")
        .contains("\"columns\":[{\"name\":\"id\",\"type\":\"INT\",\"nullable\":true}");
    assertThat(run("describe", table, "--version", "0").out)
        .containsPattern(" version +\\| 0\n")
        .containsPattern(" rows +\\| 2\n")
        .containsPattern(" column born +\\| DATE\n");
    assertThat(run("describe", table, "--version", "7").err)
        .startsWith("moraine: No version 7 of")
        .endsWith("there are versions 0 to 1\n");
    assertThat(run("describe", table, "--timestamp", "1999-01-01").err)
        .startsWith("moraine: The time 1999-01-01T00:00:00Z is before the earliest version");
  }

  @Test
  void historyCanStopAtAnOlderVersion() throws IOException {
    Path table = people();
    run("import", file("more.csv", "id\n3\n"), table);

    assertThat(run("history", table, "--version", "0", "--format", "csv").out.lines()).hasSize(2);
    assertThat(run("history", table, "--version", "1", "--format", "csv").out.lines()).hasSize(3);
    assertThat(run("history", table, "--version", "2").err)
        .contains("No version 2", "there are versions 0 to 1");
  }

  @Test
  void historyTellsRowsAndFilesInFewWords() throws IOException {
    Path table = people();
    run("sql", "DELETE FROM delta.`%s` WHERE id = 1".formatted(table));

    assertThat(run("history", table).out.lines().skip(2))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches(
                        " +1 \\| \\S+ \\S+Z +\\| DELETE +\\| -1 +\\| \\+1 -1 \\| predicate=.*"),
            line ->
                assertThat(line)
                    .matches(" +0 \\| \\S+ \\S+Z +\\| CREATE TABLE AS SELECT \\| \\+2 +\\| +\\|"));
    assertThat(run("history", table, "--limit", "1", "--format", "json").out)
        .hasLineCount(1)
        .contains("\"numDeletedRows\":\"1\"")
        .contains("\"read_version\":0");
  }

  @Test
  void logShowsActionsAsTheyAre() throws IOException {
    Path table = people();

    assertThat(run("log", table, "--format", "json", "--version", "0").out.lines())
        .hasSize(4)
        .first()
        .asString()
        .startsWith("{\"version\":0,\"commitInfo\":{\"timestamp\":");
    assertThat(run("log", table).out).contains("\n       0 | protocol   | {\"minReaderVersion\":1");
  }

  @Test
  void optimizeSaysWhatItWouldDoAndDoesIt() throws IOException {
    Path table = people();
    run("import", folder.resolve("people.csv"), table);

    Outcome dry = run("optimize", table, "--dry-run");
    assertThat(dry.out).contains("2 files of").contains("into 1, of up to 134217728 bytes each");
    assertThat(run("history", table, "--format", "csv").out.lines()).hasSize(3);

    assertThat(run("optimize", table, "--target-size", "1MB", "--format", "json").out)
        .startsWith("{\"version\":2,\"removed_files\":2,");
    assertThat(run("optimize", table, "--format", "json").out)
        .isEqualTo(
            "{\"version\":null,\"removed_files\":0,\"removed_bytes\":0,\"added_files\":0,\"added_bytes\":0}\n");
    assertThat(run("optimize", table, "--target-size", "big").status).isEqualTo(2);
  }

  @Test
  void memoryIsWhatAStatementMayHold() {
    String windows = "SELECT rank() OVER (ORDER BY id % 7) AS r FROM range(0, 50000)";
    Outcome little = run("sql", "--memory", "100KB", windows);
    assertThat(little.status).isEqualTo(1);
    assertThat(little.err).contains("budget of 102,400 bytes").contains("(--memory)");
    assertThat(run("sql", "--memory", "64MB", windows + " LIMIT 1").status).isZero();
    assertThat(run("sql", "--memory", "lots", windows).status).isEqualTo(2);
  }

  @Test
  void vacuumListsFilesWithReasonsRefusesAShortRetentionAndRemovesThem() throws IOException {
    Path table = people();
    Path orphan = Files.writeString(table.resolve("orphan.parquet"), "0123456789");
    Files.setLastModifiedTime(orphan, java.nio.file.attribute.FileTime.fromMillis(1));

    Outcome dry = run("vacuum", table, "--dry-run", "--format", "json");
    assertThat(dry.out)
        .isEqualTo(
            "{\"path\":\"orphan.parquet\",\"size_bytes\":10,\"reason\":\"the log does not name it"
                + " (any more), and it is of 1970-01-01T00:00:00.001Z\"}\n");
    assertThat(dry.err).isEqualTo("1 files of 10 bytes would be removed.\n");
    Outcome refused = run("vacuum", table, "--retain-hours", "1");
    assertThat(refused.status).isEqualTo(1);
    assertThat(refused.err).contains("keep files for 1 hours only").contains("168 hours");
    String statement = "VACUUM delta.`%s` RETAIN 0 HOURS".formatted(table);
    assertThat(run("sql", statement).err).contains("168 hours");
    String inventory =
        "VACUUM delta.`%s` USING INVENTORY (SELECT 'none' path, 0L modificationTime) DRY RUN";
    assertThat(run("sql", inventory.formatted(table)).out).doesNotContain("orphan");
    assertThat(orphan).exists();

    assertThat(run("vacuum", table, "--format", "json").out)
        .isEqualTo("{\"version\":2,\"removed_files\":1,\"removed_bytes\":10}\n");
    assertThat(orphan).doesNotExist();
    assertThat(run("sql", "SELECT id FROM delta.`%s`".formatted(table)).status).isZero();
  }

  @Test
  void restoreSaysWhatItWouldDoAndDoesIt() throws IOException {
    Path table = people();
    run("import", folder.resolve("people.csv"), table);

    assertThat(run("restore", table).status).isEqualTo(2);
    assertThat(run("restore", table, "--version", "7").err).contains("No version 7 of");
    assertThat(run("restore", table, "--version", "0", "--dry-run").out)
        .contains("from version 1 to version 0: 0 files of 0 bytes come back, 1 files of");
    assertThat(run("restore", table, "--version", "0", "--format", "json").out)
        .startsWith(
            "{\"version\":2,\"restored_files\":0,\"restored_bytes\":0,\"removed_files\":1,");
    String count = "SELECT count(*) AS n FROM delta.`%s`".formatted(table);
    assertThat(run("sql", count, "--format", "json").out).isEqualTo("{\"n\":2}\n");
    run("sql", "RESTORE TABLE delta.`%s` TO VERSION AS OF 1".formatted(table));
    assertThat(run("sql", count, "--format", "json").out).isEqualTo("{\"n\":4}\n");
  }

  @Test
  void benchPrintsAJsonLineARun() throws IOException {
    Outcome outcome =
        run(
            "bench",
            "SELECT * FROM delta.`%s`".formatted(people()),
            "--runs",
            "2",
            "--warmup",
            "1");

    assertThat(outcome.out.lines())
        .hasSize(3)
        .allSatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "\\{\"run\":\\d,\"phase\":\"(cold|warm)\",\"seconds\":[0-9.E-]+,\"rows\":2,\"peakMemoryBytes\":\\d+}"));
  }

  @Test
  void resultsGoToAFileInTheFormatThatItsNameTells() throws IOException {
    Path table = people();
    Path csv = folder.resolve("out.csv");
    Path parquet = folder.resolve("out.parquet");
    String query = "SELECT id, born FROM delta.`%s` ORDER BY id".formatted(table);

    assertThat(run("sql", query, "--output", csv)).isEqualTo(new Outcome(0, "", ""));
    run("sql", query, "--output", parquet);

    assertThat(csv).hasContent("id,born\r\n1,2001-01-03\r\n2,\r\n");
    assertThat(run("sql", "SELECT * FROM parquet.`%s`".formatted(parquet), "--format", "csv").out)
        .isEqualTo("id,born\r\n1,2001-01-03\r\n2,\r\n");
  }

  @Test
  void failedQueryLeavesTheOutputFileAlone() throws IOException {
    Path out = file("out.csv", "kept");

    Outcome outcome =
        run("sql", "SELECT * FROM csv.`%s/none.csv`".formatted(folder), "--output", out);

    assertThat(outcome.status).isEqualTo(1);
    assertThat(out).hasContent("kept");
  }

  @Test
  void statementWithoutRowsPrintsNothing() {
    assertThat(run("sql", "CREATE TABLE t (id INT)", "--warehouse", folder))
        .isEqualTo(new Outcome(0, "", ""));
  }

  @Test
  void scriptsRunStatementByStatementAndStopAtTheFirstError() throws IOException {
    Path script =
        file("s.sql", "SELECT 1 AS a; -- one\nSELECT 2 AS b;\nSELECT nothing;\nSELECT 4;");

    Outcome outcome = run("sql", "-f", script, "--format", "csv");

    assertThat(outcome.status).isEqualTo(1);
    assertThat(outcome.out).isEqualTo("a\r\n1\r\nb\r\n2\r\n");
    assertThat(outcome.err)
        .startsWith("moraine: Statement 3 of 4: At line 1, column 8: ")
        .contains("nothing")
        .hasLineCount(1);
  }

  @Test
  void scriptsThatCannotBeReadAreNamed() throws IOException {
    Path latin1 = folder.resolve("latin1.sql");
    Files.write(latin1, new byte[] {'S', 'E', 'L', 'E', 'C', 'T', ' ', (byte) 0xFC});

    assertThat(run("sql", "-f", latin1))
        .isEqualTo(
            new Outcome(1, "", "moraine: Cannot read %s: expected UTF-8\n".formatted(latin1)));
    assertThat(run("sql", "-f", folder).err).startsWith("moraine: Cannot read " + folder + ": ");
  }

  @Test
  void fileInAPlaceForATableIsNamedAndStays() throws IOException {
    Path place = file("place", "mine");

    for (Outcome outcome :
        List.of(
            run("describe", place),
            run("sql", "SELECT * FROM delta.`%s`".formatted(place)),
            run("sql", "CREATE TABLE delta.`%s` (a INT)".formatted(place)),
            run("import", file("a.csv", "a\n1\n"), place))) {
      assertThat(outcome.status).isEqualTo(1);
      assertThat(outcome.err)
          .hasLineCount(1)
          .endsWith(": %s is a file, expected a folder\n".formatted(place));
    }
    assertThat(place).hasContent("mine");
  }

  @Test
  void syntaxErrorIsOneLineWithItsPlace() {
    assertThat(run("sql", "SELECT *\nFRM t"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                "moraine: Cannot parse SQL at line 2, column 1: expected ';' or the end of the"
                    + " statement, found 'FRM'. Did you mean 'FROM' for 'FRM'?\n"));
  }

  @Test
  void wrongUsageHasItsOwnStatus() throws IOException {
    assertThat(run("sql", "SELECT 1", "--format", "xml").status).isEqualTo(2);
    assertThat(run("sql", "SELECT 1", "--format", "parquet").err)
        .contains("name a file with --output FILE");
    assertThat(run("sql", "SELECT 1", "-f", "x.sql").status).isEqualTo(2);
    assertThat(run("import", "only-one").status).isEqualTo(2);
    assertThat(run("import", file("a.csv", "a\n1\n"), "t", "--delimiter", "ab").err)
        .contains("--delimiter takes one character, got 'ab'");
    assertThat(run("history").status).isEqualTo(2);
  }

  @Test
  void missingTablesAndFilesAreNamedInOneLine() {
    Path none = folder.resolve("none");

    assertThat(run("history", none))
        .isEqualTo(new Outcome(1, "", "moraine: There is no table at %s\n".formatted(none)));
    assertThat(run("sql", "-f", none).err)
        .isEqualTo("moraine: There is no file %s\n".formatted(none));
    assertThat(run("sql", "SELECT * FROM delta.`%s`".formatted(none)).err)
        .startsWith("moraine: ")
        .hasLineCount(1);
    assertThat(run("history", none, "--verbose").err).contains("\tat io.moraine.");
  }

  @Test
  void quickstartLeavesFoldersOfOthersAlone() throws IOException {
    Path mine = folder.resolve("mine");
    Files.createDirectories(mine.resolve("data"));
    assertThat(run("quickstart", mine).err)
        .isEqualTo(
            "moraine: %s exists already; name another folder, or start over with --overwrite\n"
                .formatted(mine));

    Files.writeString(mine.resolve("thesis.txt"), "years of work");
    assertThat(run("quickstart", mine, "--overwrite").err).contains("(data, thesis.txt)");
    assertThat(mine.resolve("thesis.txt")).hasContent("years of work");
  }

  @Test
  void filesOutsideOfATableAreReadWhereThatIsAllowed() throws IOException {
    run("sql", "CREATE TABLE source AS SELECT id FROM range(3)", "--warehouse", folder);
    // What a shallow clone is: the same log, which names the files by absolute paths.
    Path log = Files.createDirectories(folder.resolve("clone/_delta_log"));
    try (var commits = Files.newDirectoryStream(folder.resolve("source/_delta_log"), "*.json")) {
      for (Path commit : commits) {
        String root = folder.resolve("source").toUri().toString().replaceAll("/*$", "/");
        String text = Files.readString(commit).replace("\"path\":\"", "\"path\":\"" + root);
        Files.writeString(log.resolve(commit.getFileName()), text);
      }
    }
    String query = "SELECT count(*) AS n, sum(id) AS s FROM clone WHERE id >= 0";
    Outcome refused = run("sql", query, "--warehouse", folder);
    assertThat(refused.status).isEqualTo(1);
    assertThat(refused.err).contains("/source/").contains("allowExternalPaths");
    Outcome read =
        run("sql", query, "--warehouse", folder, "--allow-external-paths", "--format", "json");
    assertThat(read.out).isEqualTo("{\"n\":3,\"s\":3}\n");
  }

  @Test
  void aVersionThatContradictsItsChecksumIsReadWhereThatIsWanted() throws IOException {
    for (int file = 0; file < 11; file++) {
      String statement =
          file == 0 ? "CREATE TABLE t AS SELECT 0L AS id" : "INSERT INTO t SELECT " + file + "L";
      run("sql", statement, "--warehouse", folder);
    }
    Path log = folder.resolve("t/_delta_log");
    assertThat(log.resolve("00000000000000000010.checkpoint.parquet")).exists();
    try (var commits = Files.newDirectoryStream(log, "*.json")) {
      for (Path commit : commits) {
        if (!commit.getFileName().toString().contains("10.json")) {
          Files.delete(commit);
        }
      }
    }
    Path checksum = log.resolve("00000000000000000010.crc");
    Files.writeString(
        checksum, Files.readString(checksum).replace("\"numFiles\":11", "\"numFiles\":12"));
    String query = "SELECT count(*) AS n FROM t WHERE id >= 0";
    Outcome refused = run("sql", query, "--warehouse", folder);
    assertThat(refused.status).isEqualTo(1);
    assertThat(refused.err)
        .contains("the log comes to 11 files", "says 12 files", "ignoreChecksums");
    Outcome read =
        run("sql", query, "--warehouse", folder, "--ignore-checksums", "--format", "json");
    assertThat(read.out).isEqualTo("{\"n\":11}\n");
  }
}
