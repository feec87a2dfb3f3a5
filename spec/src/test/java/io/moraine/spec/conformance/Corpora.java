package io.moraine.spec.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The folder of other implementations' tables, and its index. */
public final class Corpora {
  private static final Pattern OLDER = Pattern.compile("v(\\d+)=(\\d+)");
  private static final Pattern ZONE = Pattern.compile("written in time zone ([A-Za-z/_]+)");
  private static final Pattern CHANGE_FEED = Pattern.compile("kernel-rs-cdf-expected/\\S+\\.tsv");
  private static final String LATEST = "latest/table_content";

  private Corpora() {}

  /** Where the tables are, or would be. */
  public static Path folder() {
    String named =
        Optional.ofNullable(System.getProperty("moraine.corpora"))
            .or(() -> Optional.ofNullable(System.getenv("MORAINE_CORPORA")))
            .orElse("../../shared/corpora");
    return Path.of(named).toAbsolutePath().normalize();
  }

  /** All tables; none if the folder is not there. */
  static List<Table> tables() {
    Path index = folder().resolve("INDEX.tsv");
    if (!Files.isRegularFile(index)) {
      return List.of();
    }
    try {
      return Files.readAllLines(index).stream()
          .skip(1)
          .filter(line -> !line.isBlank())
          .map(line -> Table.of(line.split("\t", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One line of the index.
   *
   * @param name the table's root below the folder
   * @param outcome what a reader must give
   * @param expected where the rows of the latest version are, below the folder
   */
  record Table(
      String name,
      String rows,
      String version,
      String files,
      String outcome,
      Optional<String> expected,
      String notes) {
    private static Table of(String[] cells) {
      Optional<String> expected =
          Optional.of(cells[6]).filter(path -> !path.equals("-") && !path.isEmpty());
      return new Table(cells[0], cells[2], cells[3], cells[4], cells[5], expected, cells[9]);
    }

    Path root() {
      return folder().resolve(name);
    }

    long latest() {
      return Long.parseLong(version);
    }

    boolean mustFail() {
      return outcome.startsWith("must fail");
    }

    boolean lacksDataFiles() {
      return outcome.startsWith("snapshot ok, data files absent");
    }

    boolean isOk() {
      return outcome.equals("ok");
    }

    /** How many rows the versions before the latest have, where the notes say so. */
    Map<Long, Long> olderRowCounts() {
      Map<Long, Long> counts = new TreeMap<>();
      if (notes.contains("older versions (verified)")) {
        Matcher matcher = OLDER.matcher(notes);
        while (matcher.find()) {
          counts.put(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        }
      }
      return counts;
    }

    /** The folders of rows by version, of those that have one. */
    Map<Long, Path> expectedRows() {
      Map<Long, Path> folders = new TreeMap<>();
      if (expected.isEmpty()) {
        return folders;
      }
      String path = expected.get();
      if (path.endsWith(LATEST)) {
        String parent = path.substring(0, path.length() - LATEST.length());
        for (long older = 0; older < latest(); older++) {
          Path folder = folder().resolve(parent + "v" + older + "/table_content");
          if (Files.isDirectory(folder)) {
            folders.put(older, folder);
          }
        }
      }
      folders.put(latest(), folder().resolve(path));
      return folders;
    }

    /** The files of changed rows that the notes name. */
    List<Path> changeFeeds() {
      return CHANGE_FEED
          .matcher(notes)
          .results()
          .map(match -> folder().resolve(match.group()))
          .toList();
    }

    /** The zone in which times without one were meant. */
    ZoneId zone() {
      Matcher matcher = ZONE.matcher(notes);
      return matcher.find() ? ZoneId.of(matcher.group(1)) : ZoneOffset.UTC;
    }

    /** What the error of a table that must fail has to name, in lower case. */
    String reason() {
      for (String pattern : List.of("'([^']+)'", "commit (\\d+)", "version (\\d+)")) {
        Matcher matcher = Pattern.compile(pattern).matcher(outcome);
        if (matcher.find()) {
          return matcher.group(1).toLowerCase(java.util.Locale.ROOT);
        }
      }
      return outcome.contains("metaData") ? "metadata" : "protocol";
    }
  }
}
