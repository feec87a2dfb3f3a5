package io.moraine.engine.session;

import java.util.regex.Pattern;

/** What the queries of TPC-DS say here and there. */
final class TpcdsWords {
  private static final Pattern SHARE =
      Pattern.compile("(sum\\(sum\\(\\w+\\)\\)\\s*OVER\\s*\\([^)]*\\))");

  private TpcdsWords() {}

  /**
   * {@code sql} of {@code query}, for both worlds: its divisors are zero for these few rows, or an
   * alias is a keyword.
   */
  static String divisible(String query, String sql) {
    return switch (query) {
      case "q12" -> SHARE.matcher(sql).replaceAll("nullif($1, 0)");
      case "q90" ->
          sql.replace(") at,", ") am,")
              .replace("cast(pmc AS DECIMAL(15, 4))", "nullif(cast(pmc AS DECIMAL(15, 4)), 0)");
      default -> sql;
    };
  }
}
