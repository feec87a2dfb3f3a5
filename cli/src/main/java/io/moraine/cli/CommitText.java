package io.moraine.cli;

import io.moraine.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a commit did, in few words. */
final class CommitText {
  private static final Set<String> SAYS_NOTHING = Set.of("[]", "{}", "false", "");

  private CommitText() {}

  /** {@code +5 ~40 -3}: rows that came, changed, went; empty where the commit tells none. */
  static String rows(Commit commit) {
    boolean merge = commit.metrics().containsKey("numTargetRowsInserted");
    List<String> parts = new ArrayList<>();
    if (merge) {
      add(parts, "+", commit, "numTargetRowsInserted");
      add(parts, "~", commit, "numTargetRowsUpdated");
      add(parts, "-", commit, "numTargetRowsDeleted");
    } else {
      add(parts, "+", commit, "numOutputRows");
      add(parts, "~", commit, "numUpdatedRows");
      add(parts, "-", commit, "numDeletedRows");
    }
    return String.join(" ", parts);
  }

  /** {@code +1 -31}: files that came and went. */
  static String files(Commit commit) {
    List<String> parts = new ArrayList<>();
    for (String name : List.of("numFiles", "numAddedFiles", "numTargetFilesAdded")) {
      add(parts, "+", commit, name);
    }
    for (String name : List.of("numRemovedFiles", "numTargetFilesRemoved")) {
      add(parts, "-", commit, name);
    }
    return String.join(" ", parts);
  }

  /** The parameters that say something. */
  static String details(Commit commit) {
    return commit.parameters().entrySet().stream()
        .filter(entry -> entry.getValue() != null && !SAYS_NOTHING.contains(entry.getValue()))
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  private static void add(List<String> parts, String sign, Commit commit, String metric) {
    String value = commit.metrics().get(metric);
    if (value != null && !value.equals("0")) {
      parts.add(sign + value);
    }
  }
}
