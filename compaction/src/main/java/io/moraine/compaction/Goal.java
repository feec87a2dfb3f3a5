package io.moraine.compaction;

import java.util.List;
import java.util.Objects;

/**
 * What a rewrite is for.
 *
 * @param kind which files are rewritten, and in which order their rows are afterwards
 * @param columns the paths, by names, of the columns by which rows are ordered; none if rows stay
 *     in their order
 * @param full whether all files are rewritten, also those that need not be
 */
public record Goal(Kind kind, List<List<String>> columns, boolean full) {
  /** Small files are joined. On a clustered table rows are clustered by the table's columns. */
  public static final Goal COMPACT = new Goal(Kind.COMPACT, List.of(), false);

  /** Files are rid of what is no longer of the table: deleted rows, and dropped columns. */
  public static final Goal PURGE = new Goal(Kind.PURGE, List.of(), false);

  /** All rows of a clustered table are clustered anew by the table's columns. */
  public static final Goal RECLUSTER = new Goal(Kind.CLUSTER, List.of(), true);

  /** The kinds of rewrites. */
  public enum Kind {
    /** Files become larger. */
    COMPACT,
    /** Files lose what is not of the table. */
    PURGE,
    /** Rows are ordered by columns that the statement names. */
    ZORDER,
    /** Rows are ordered by columns that the table names. */
    CLUSTER
  }

  public Goal {
    Objects.requireNonNull(kind, "kind");
    columns = columns.stream().map(List::copyOf).toList();
  }

  /** Rows that are near each other in all of {@code columns} are put near each other. */
  public static Goal zorder(List<List<String>> columns) {
    return new Goal(Kind.ZORDER, columns, false);
  }

  /** The same as the table names {@code columns}. */
  static Goal cluster(List<List<String>> columns, boolean full) {
    return new Goal(Kind.CLUSTER, columns, full);
  }

  /** Whether rows are put into another order. */
  public boolean reorders() {
    return !columns.isEmpty();
  }

  /** The columns' paths as texts, names with other characters than usual in backticks. */
  public List<String> columnTexts() {
    return columns.stream().map(Goal::text).toList();
  }

  private static String text(List<String> path) {
    return String.join(
        ".",
        path.stream()
            .map(name -> name.matches("\\w+") ? name : "`" + name.replace("`", "``") + "`")
            .toList());
  }
}
