package io.moraine.cli.shell;

import io.moraine.Result;
import io.moraine.Row;
import io.moraine.Session;
import io.moraine.core.error.MoraineException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names of tables and columns, as far as they are known; looked up when first asked for. */
final class LakeNames {
  /** So many tables are opened for the names of their columns. */
  private static final int MOST_TABLES = 20;

  private final Session session;
  private @Nullable List<String> tables;
  private final Map<String, List<String>> columns = new HashMap<>();

  LakeNames(Session session) {
    this.session = session;
  }

  /** Forgets them: a statement may have changed them. */
  void forget() {
    tables = null;
    columns.clear();
  }

  /** The tables of the warehouse. */
  List<String> tables() {
    if (tables == null) {
      tables = first("SHOW TABLES");
    }
    return tables;
  }

  /** The columns of those tables that {@code statement} names; of some of all if it names none. */
  Set<String> columns(String statement) {
    Set<String> found = new LinkedHashSet<>();
    List<SqlScan.Piece> pieces = SqlScan.pieces(statement);
    for (int i = 0; i < pieces.size(); i++) {
      String text = pieces.get(i).text();
      boolean path = i >= 2 && pieces.get(i).kind() == SqlScan.Kind.QUOTED_NAME;
      if (path && pieces.get(i - 1).text().equals(".")) {
        found.addAll(of(pieces.get(i - 2).text() + "." + text));
      } else if (tables().contains(text)) {
        found.addAll(of("`" + text + "`"));
      }
    }
    if (found.isEmpty()) {
      // The tables come after the columns: as long as none is named, any may be meant.
      tables().stream().limit(MOST_TABLES).forEach(table -> found.addAll(of("`" + table + "`")));
    }
    return found;
  }

  private List<String> of(String table) {
    return columns.computeIfAbsent(table, name -> first("SHOW COLUMNS IN " + name));
  }

  /** The first column; nothing if the statement fails: this is for those who still type. */
  private List<String> first(String statement) {
    try (Result result = session.sql(statement);
        Stream<Row> rows = result.rows()) {
      return new ArrayList<>(rows.map(row -> String.valueOf(row.value(0))).toList());
    } catch (MoraineException e) {
      return List.of();
    }
  }
}
