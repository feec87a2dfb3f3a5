package io.moraine.log.txn;

import io.moraine.core.expr.Expression;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a transaction has read of the table, as far as its outcome depends on it. */
final class ReadSet {
  private final List<Expression> predicates = new ArrayList<>();
  private final Set<String> files = new LinkedHashSet<>();
  private final Set<String> appIds = new LinkedHashSet<>();
  private boolean wholeTable;
  private boolean rowByRow;

  void addPredicate(Expression predicate) {
    predicates.add(predicate);
  }

  void addFile(String identity) {
    files.add(identity);
  }

  void addAppId(String appId) {
    appIds.add(appId);
  }

  void addWholeTable() {
    wholeTable = true;
  }

  void setRowByRow() {
    rowByRow = true;
  }

  /** Whether what becomes of a row depends on that row alone. */
  boolean rowByRow() {
    return rowByRow && !wholeTable;
  }

  /** Each holds, over the table's schema, for all rows that one scan looked for. */
  List<Expression> predicates() {
    return predicates;
  }

  /** The files' identities, see {@link io.moraine.log.path.DataPath}. */
  Set<String> files() {
    return files;
  }

  Set<String> appIds() {
    return appIds;
  }

  boolean wholeTable() {
    return wholeTable;
  }

  /** Whether nothing of the table's rows was read. */
  boolean isBlind() {
    return predicates.isEmpty() && files.isEmpty() && !wholeTable;
  }
}
