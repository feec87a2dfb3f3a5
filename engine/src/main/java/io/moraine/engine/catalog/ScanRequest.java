package io.moraine.engine.catalog;

import io.moraine.core.expr.Expression;
import java.util.List;

/**
 * What a plan wants of a table.
 *
 * @param columns the ordinals of the table's columns that are wanted, in the order wanted
 * @param filters conditions over the table's columns, by their ordinals in the table's schema; rows
 *     for which one is not true may be left out, as far as the table can cheaply tell
 */
public record ScanRequest(List<Integer> columns, List<Expression> filters) {
  public ScanRequest {
    columns = List.copyOf(columns);
    filters = List.copyOf(filters);
  }
}
