package io.moraine.reader;

import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.parquet.read.RowFilter;
import io.moraine.core.parquet.read.RowGroupFilter;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a scan leaves out within files.
 *
 * @param rowGroups also of pages
 * @param rows empty if none is left out by its values
 */
record FileFilters(RowGroupFilter rowGroups, Optional<RowFilter> rows) {
  /** Those of {@code scan}, which reads the columns {@code wanted} from files. */
  static FileFilters of(TableScan scan, List<StructField> wanted, ZoneId zone) {
    StructType schema = scan.snapshot().schema();
    Optional<Expression> rows = RowGroupPruning.rows(scan.filter(), schema, wanted);
    List<RowFilter.ColumnTest> tests = new ArrayList<>();
    scan.tests()
        .forEach(
            (ordinal, test) -> {
              int place = wanted.indexOf(schema.field(ordinal));
              if (place >= 0) {
                tests.add(new RowFilter.ColumnTest(place, test));
              }
            });
    tests.sort(Comparator.comparingInt(RowFilter.ColumnTest::ordinal));
    EvaluationContext context = new EvaluationContext(Instant.EPOCH, zone);
    return new FileFilters(
        RowGroupPruning.of(scan.condition(), schema, wanted),
        rows.isPresent() || !tests.isEmpty()
            ? Optional.of(new RowFilter(rows.orElse(Literal.TRUE), context, tests))
            : Optional.empty());
  }
}
