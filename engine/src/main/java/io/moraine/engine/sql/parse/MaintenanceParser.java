package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.ColumnDefinition;
import io.moraine.engine.sql.syntax.Identifier;
import io.moraine.engine.sql.syntax.Maintenance;
import io.moraine.engine.sql.syntax.Maintenance.CopySource;
import io.moraine.engine.sql.syntax.Maintenance.VacuumMode;
import io.moraine.engine.sql.syntax.Property;
import io.moraine.engine.sql.syntax.QualifiedName;
import io.moraine.engine.sql.syntax.Query;
import io.moraine.engine.sql.syntax.QueryBody;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.util.List;
import java.util.Optional;

/** Reads OPTIMIZE, VACUUM, RESTORE, CONVERT, REORG, FSCK, GENERATE and COPY INTO. */
final class MaintenanceParser {
  private final Grammar grammar;
  private final Cursor cursor;
  private final ClauseParser clauses;

  MaintenanceParser(Grammar grammar, ClauseParser clauses) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
    this.clauses = clauses;
  }

  Maintenance statement() {
    int from = cursor.start();
    return switch (cursor.advance().upper()) {
      case "OPTIMIZE" -> optimize(from);
      case "VACUUM" -> vacuum(from);
      case "RESTORE" -> restore(from);
      case "CONVERT" -> convert(from);
      case "REORG" -> reorg(from);
      case "FSCK" -> fsck(from);
      case "GENERATE" -> generate(from);
      default -> copyInto(from);
    };
  }

  private Maintenance optimize(int from) {
    QualifiedName table = grammar.tables.tableOrPath();
    boolean full = cursor.accept("FULL");
    Optional<SqlExpression> where = clauses.where();
    List<QualifiedName> zorderBy = List.of();
    if (cursor.accept("ZORDER", "BY")) {
      zorderBy =
          cursor.at("(")
              ? cursor.parenthesised(() -> cursor.qualifiedName("a column"))
              : cursor.list(() -> cursor.qualifiedName("a column"));
    }
    return new Maintenance.Optimize(table, full, where, zorderBy, cursor.since(from));
  }

  private Maintenance vacuum(int from) {
    QualifiedName table = grammar.tables.tableOrPath();
    VacuumMode mode = VacuumMode.DEFAULT;
    Optional<Query> inventory = Optional.empty();
    Optional<String> retainHours = Optional.empty();
    boolean dryRun = false;
    while (true) {
      if (mode == VacuumMode.DEFAULT && cursor.accept("FULL")) {
        mode = VacuumMode.FULL;
      } else if (mode == VacuumMode.DEFAULT && cursor.accept("LITE")) {
        mode = VacuumMode.LITE;
      } else if (inventory.isEmpty() && cursor.accept("USING", "INVENTORY")) {
        inventory = Optional.of(inventory());
      } else if (retainHours.isEmpty() && cursor.accept("RETAIN")) {
        if (!cursor.peek().isNumber()) {
          throw cursor.unexpected("a number of hours");
        }
        retainHours = Optional.of(grammar.literals.number().digits());
        cursor.expect("HOURS");
      } else if (!dryRun && cursor.accept("DRY", "RUN")) {
        dryRun = true;
      } else {
        return new Maintenance.Vacuum(
            table, mode, inventory, retainHours, dryRun, cursor.since(from));
      }
    }
  }

  /** Reads a query in parentheses, or a table's name. */
  private Query inventory() {
    if (cursor.at("(")) {
      cursor.expect("(");
      Query query = grammar.queries.query();
      cursor.expect(")");
      return query;
    }
    QualifiedName table = grammar.tables.tableOrPath();
    return Query.of(new QueryBody.TableQuery(table, table.range()));
  }

  private Maintenance restore(int from) {
    if (cursor.at("TABLE") && !cursor.peek(1).is(".")) {
      cursor.advance();
    }
    QualifiedName table = grammar.tables.tableOrPath();
    cursor.accept("TO");
    return new Maintenance.Restore(table, grammar.tables.asOf(false), cursor.since(from));
  }

  private Maintenance convert(int from) {
    cursor.expect("TO", "DELTA");
    QualifiedName table = grammar.tables.table();
    boolean statistics = !cursor.accept("NO", "STATISTICS");
    List<ColumnDefinition> columns =
        cursor.accept("PARTITIONED", "BY") ? cursor.parenthesised(clauses::column) : List.of();
    return new Maintenance.ConvertToDelta(table, statistics, columns, cursor.since(from));
  }

  private Maintenance reorg(int from) {
    cursor.expect("TABLE");
    QualifiedName table = grammar.tables.tableOrPath();
    Optional<SqlExpression> where = clauses.where();
    cursor.expect("APPLY", "(", "PURGE", ")");
    return new Maintenance.Reorg(table, where, cursor.since(from));
  }

  private Maintenance fsck(int from) {
    cursor.expect("REPAIR", "TABLE");
    QualifiedName table = grammar.tables.tableOrPath();
    return new Maintenance.Fsck(table, cursor.accept("DRY", "RUN"), cursor.since(from));
  }

  private Maintenance generate(int from) {
    Identifier mode = cursor.identifier("what to generate, such as symlink_format_manifest");
    cursor.expect("FOR", "TABLE");
    return new Maintenance.Generate(mode, grammar.tables.tableOrPath(), cursor.since(from));
  }

  private Maintenance copyInto(int from) {
    cursor.expect("INTO");
    QualifiedName table = grammar.tables.tableOrPath();
    cursor.expect("FROM");
    CopySource source = copySource();
    cursor.expect("FILEFORMAT", "=");
    Identifier format = cursor.identifier("a format such as CSV, JSON or PARQUET");
    List<String> files = List.of();
    Optional<String> pattern = Optional.empty();
    if (cursor.accept("FILES")) {
      cursor.expect("=");
      files = cursor.parenthesised(() -> cursor.string("a file in quotes"));
    } else if (cursor.accept("PATTERN")) {
      cursor.expect("=");
      pattern = Optional.of(cursor.string("a pattern in quotes"));
    }
    List<Property> formatOptions =
        cursor.accept("FORMAT_OPTIONS") ? clauses.properties() : List.of();
    List<Property> copyOptions = cursor.accept("COPY_OPTIONS") ? clauses.properties() : List.of();
    return new Maintenance.CopyInto(
        table, source, format, files, pattern, formatOptions, copyOptions, cursor.since(from));
  }

  private CopySource copySource() {
    if (!cursor.accept("(")) {
      return new CopySource.Path(cursor.string("a path in quotes, or a query over one"));
    }
    cursor.expect("SELECT");
    List<SqlExpression> items = cursor.list(grammar.expressions::aliased);
    cursor.expect("FROM");
    String path = cursor.string("a path in quotes");
    cursor.expect(")");
    return new CopySource.Projection(items, path);
  }
}
