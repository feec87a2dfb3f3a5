package io.moraine.connector.spark.procedure;

import io.moraine.connector.spark.table.TablePlace;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Literal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.catalog.procedures.UnboundProcedure;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * The procedures of a catalog, in its namespace {@code system}:
 *
 * <pre>
 * CALL x.system.optimize('t')                    where =&gt; 'day &gt;= "2024-01-01"'
 * CALL x.system.optimize_distributed('t')        by tasks of the cluster
 * CALL x.system.vacuum('t')                      retain_hours =&gt; 168, dry_run =&gt; true
 * CALL x.system.restore('t', version =&gt; 3)       or timestamp =&gt; '2024-02-29 12:00:00'
 * </pre>
 *
 * <p>The table is named as below the warehouse, or by its path. Each gives what the statement of
 * the same name of Moraine's SQL gives.
 */
public final class Procedures {
  private static final Map<String, Definition> ALL =
      new TreeMap<>(
          Map.of(
              "optimize",
              new Definition(
                  "Joins small files, and leaves out deleted rows",
                  List.of(table(), optional("where", DataTypes.StringType)),
                  Procedures::optimize),
              "vacuum",
              new Definition(
                  "Removes files that no version within the retention needs",
                  List.of(
                      table(),
                      optional("retain_hours", DataTypes.LongType),
                      optional("dry_run", DataTypes.BooleanType)),
                  Procedures::vacuum),
              "restore",
              new Definition(
                  "Makes the table again what it was",
                  List.of(
                      table(),
                      optional("version", DataTypes.LongType),
                      optional("timestamp", DataTypes.StringType)),
                  Procedures::restore)));

  private Procedures() {}

  /**
   * What a procedure is.
   *
   * @param statement makes the statement of Moraine's of the table's name there and the arguments
   */
  record Definition(String description, List<ProcedureParameter> parameters, Statement statement) {}

  /**
   * Makes a statement of the name of a table and of arguments, of which all but that may be null.
   */
  @FunctionalInterface
  interface Statement {
    String of(String table, List<@Nullable Object> arguments);
  }

  private static ProcedureParameter table() {
    return ProcedureParameter.in("table", DataTypes.StringType)
        .comment("its name below the warehouse, or its path")
        .build();
  }

  private static ProcedureParameter optional(
      String name, org.apache.spark.sql.types.DataType type) {
    return ProcedureParameter.in(name, type).defaultValue("NULL").build();
  }

  /** The names, in order. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(ALL.keySet());
    names.add(OptimizeProcedure.NAME);
    Collections.sort(names);
    return names;
  }

  /**
   * The procedure {@code name}, if there is one.
   *
   * @param places where the table is that a name or path means
   */
  public static Optional<UnboundProcedure> find(String name, Function<String, TablePlace> places) {
    if (name.equals(OptimizeProcedure.NAME)) {
      return Optional.of(new OptimizeProcedure(places));
    }
    return Optional.ofNullable(ALL.get(name))
        .map(definition -> new StatementProcedure(name, definition, places));
  }

  private static String optimize(String table, List<@Nullable Object> arguments) {
    Object where = arguments.get(1);
    return "OPTIMIZE %s%s".formatted(table, where == null ? "" : " WHERE " + where);
  }

  private static String vacuum(String table, List<@Nullable Object> arguments) {
    Object hours = arguments.get(1);
    return "VACUUM %s%s%s"
        .formatted(
            table,
            hours == null ? "" : " RETAIN %s HOURS".formatted(hours),
            Boolean.TRUE.equals(arguments.get(2)) ? " DRY RUN" : "");
  }

  private static String restore(String table, List<@Nullable Object> arguments) {
    Object version = arguments.get(1);
    Object time = arguments.get(2);
    if ((version == null) == (time == null)) {
      throw new InvalidInputException("RESTORE needs a version or a timestamp");
    }
    return "RESTORE TABLE %s TO %s"
        .formatted(
            table,
            version != null
                ? "VERSION AS OF " + version
                : "TIMESTAMP AS OF " + Literal.of(String.valueOf(time)));
  }
}
