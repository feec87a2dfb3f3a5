package io.moraine.engine.session;

import io.moraine.core.json.JsonReader;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.catalog.TableName;
import io.moraine.engine.catalog.TableTime;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.sql.syntax.Inspection;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.snapshot.HistoryEntry;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Runs statements that tell something. */
record InspectionRunner(Binder binder, SessionCatalog catalog)
    implements Inspection.Visitor<StatementResult> {
  private static final StructType COLUMNS =
      StructType.of(
          StructField.required("col_name", Primitive.STRING),
          StructField.required("data_type", Primitive.STRING),
          StructField.of("comment", Primitive.STRING));
  private static final DataType TEXTS =
      new DataType.MapOf(Primitive.STRING, Primitive.STRING, true);

  /** The columns of DESCRIBE HISTORY, those of Spark's that Moraine can fill. */
  public static final StructType HISTORY =
      StructType.of(
          StructField.required("version", Primitive.LONG),
          StructField.required("timestamp", Primitive.TIMESTAMP),
          StructField.of("operation", Primitive.STRING),
          StructField.of("operationParameters", TEXTS),
          StructField.of("readVersion", Primitive.LONG),
          StructField.of("isolationLevel", Primitive.STRING),
          StructField.of("isBlindAppend", Primitive.BOOLEAN),
          StructField.of("operationMetrics", TEXTS),
          StructField.of("userMetadata", Primitive.STRING),
          StructField.of("engineInfo", Primitive.STRING));

  @Override
  public StatementResult visitDescribeTable(Inspection.DescribeTable describe) {
    if (describe.column().isPresent()) {
      throw Refusals.notYet("DESCRIBE of one column");
    }
    return columns(table(describe.table()).schema());
  }

  @Override
  public StatementResult visitDescribeQuery(Inspection.DescribeQuery describe) {
    return columns(Binder.schema(binder.query(describe.query())));
  }

  private static StatementResult columns(StructType schema) {
    ResultRows rows = new ResultRows(COLUMNS);
    for (StructField field : schema.fields()) {
      String comment =
          field
              .metadata()
              .rawJson("comment")
              .map(json -> JsonReader.of(json, "comment").string())
              .orElse(null);
      rows.add(field.name(), field.type().sql(), comment);
    }
    return StatementResult.of(rows.reader());
  }

  @Override
  public StatementResult visitDescribeHistory(Inspection.DescribeHistory describe) {
    DeltaTable table = StatementRunner.delta(binder, catalog, describe.table());
    int limit = describe.limit().orElse(Integer.MAX_VALUE);
    return StatementResult.of(history(table.handle().log().history(limit)).reader());
  }

  /** A table's history as rows of {@link #HISTORY}. */
  static ResultRows history(List<HistoryEntry> entries) {
    ResultRows rows = new ResultRows(HISTORY);
    for (HistoryEntry entry : entries) {
      CommitInfo info = entry.info().orElseGet(() -> new CommitInfo(Map.of()));
      rows.add(
          entry.version(),
          Math.multiplyExact(entry.timestampMillis(), 1000L),
          info.operation().orElse(null),
          info.operationParameters(),
          info.readVersion().isPresent() ? (Long) info.readVersion().getAsLong() : null,
          info.isolationLevel().orElse(null),
          info.isBlindAppend().orElse(null),
          info.operationMetrics(),
          info.userMetadata().orElse(null),
          info.engineInfo().orElse(null));
    }
    return rows;
  }

  @Override
  public StatementResult visitShowObjects(Inspection.ShowObjects show) {
    if (show.kind() != Inspection.ShowKind.TABLES || show.schema().isPresent()) {
      throw Refusals.notYet("SHOW " + show.kind());
    }
    ResultRows rows =
        new ResultRows(StructType.of(StructField.required("tableName", Primitive.STRING)));
    Pattern pattern = show.pattern().map(InspectionRunner::pattern).orElse(Pattern.compile(".*"));
    for (String name : catalog.delta().tableNames()) {
      if (pattern.matcher(name).matches()) {
        rows.add(name);
      }
    }
    return StatementResult.of(rows.reader());
  }

  /** Spark's patterns of names: {@code *} for anything, {@code |} for or. */
  private static Pattern pattern(String text) {
    StringBuilder regex = new StringBuilder();
    for (String option : text.split("\\|", -1)) {
      regex.append(regex.isEmpty() ? "" : "|");
      for (String part : option.split("\\*", -1)) {
        regex.append(part.isEmpty() ? "" : Pattern.quote(part)).append(".*");
      }
      regex.setLength(regex.length() - 2);
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
  }

  @Override
  public StatementResult visitShowColumns(Inspection.ShowColumns show) {
    ResultRows rows =
        new ResultRows(StructType.of(StructField.required("col_name", Primitive.STRING)));
    table(show.table()).schema().names().forEach(rows::add);
    return StatementResult.of(rows.reader());
  }

  @Override
  public StatementResult visitShowProperties(Inspection.ShowProperties show) {
    DeltaTable table = StatementRunner.delta(binder, catalog, show.table());
    ResultRows rows =
        new ResultRows(
            StructType.of(
                StructField.required("key", Primitive.STRING),
                StructField.of("value", Primitive.STRING)));
    table
        .snapshot()
        .metadata()
        .configuration()
        .forEach(
            (key, value) -> {
              if (show.key().map(key::equals).orElse(true)) {
                rows.add(key, value);
              }
            });
    return StatementResult.of(rows.reader());
  }

  private CatalogTable table(QualifiedName name) {
    TableName tableName = new TableName(name.texts());
    return catalog
        .table(tableName, TableTime.LATEST)
        .orElseThrow(() -> binder.error(name, catalog.missing(tableName)));
  }

  @Override
  public StatementResult visitDescribeDetail(Inspection.DescribeDetail describe) {
    throw Refusals.notYet("DESCRIBE DETAIL");
  }

  @Override
  public StatementResult visitShowPartitions(Inspection.ShowPartitions show) {
    throw Refusals.notYet("SHOW PARTITIONS");
  }

  @Override
  public StatementResult visitShowCreateTable(Inspection.ShowCreateTable show) {
    throw Refusals.notYet("SHOW CREATE TABLE");
  }
}
