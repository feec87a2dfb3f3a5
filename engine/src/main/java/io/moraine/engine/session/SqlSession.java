package io.moraine.engine.session;

import io.moraine.core.env.Environment;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.Stores;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.bind.Parameters;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.delta.DeltaCatalog;
import io.moraine.engine.delta.OpenTables;
import io.moraine.engine.exec.memory.MemoryBudget;
import io.moraine.engine.run.PlanRunner;
import io.moraine.engine.sql.parse.SqlParser;
import io.moraine.engine.sql.syntax.Statement;
import io.moraine.log.path.ExternalFiles;
import io.moraine.log.snapshot.ChecksumPolicy;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs SQL statements. Safe for use by many threads, each statement on its own; what one registers
 * the others see.
 */
public final class SqlSession implements AutoCloseable {
  /** What a session keeps of logs, as a part of what a statement may hold. */
  private static final int CACHE_PART = 4;

  private final Environment environment;
  private final Settings settings;
  private final OpenTables tables;
  private final StatementExtension maintenance;
  private final Map<String, CatalogTable> registered = new ConcurrentHashMap<>();

  /**
   * How a session works.
   *
   * @param warehouse the folder below which tables are found by name, with a slash at its end
   * @param memoryBytes what the operators of one statement may hold together
   * @param externalPaths whether files are read that a table's log names outside of its folder
   * @param checksums what to do about versions that contradict their checksums
   */
  public record Settings(
      Optional<URI> warehouse,
      long memoryBytes,
      ExternalPaths externalPaths,
      ChecksumPolicy checksums) {
    /** Settings that verify checksums, and refuse files outside of their table's folder. */
    public Settings(Optional<URI> warehouse, long memoryBytes) {
      this(warehouse, memoryBytes, ExternalPaths.REFUSE, ChecksumPolicy.VERIFY);
    }
  }

  /** What to do about files that a table's log names outside of its folder. */
  public enum ExternalPaths {
    /** A table that has one cannot be read. */
    REFUSE,
    /** They are read; a log may then name any file that this process can read. */
    ALLOW
  }

  /** A session; the time zone is that of the environment's clock. */
  public SqlSession(Environment environment, Settings settings, StatementExtension maintenance) {
    this.environment = environment;
    this.settings = settings;
    this.tables =
        new OpenTables(
            environment,
            settings.memoryBytes() / CACHE_PART,
            this::openStore,
            switch (settings.externalPaths()) {
              case REFUSE -> ExternalFiles.REFUSED;
              case ALLOW -> ExternalFiles.allowed(this::openStore);
            },
            settings.checksums());
    this.maintenance = maintenance;
  }

  private ObjectStore openStore(URI root) {
    return Stores.open(root, environment);
  }

  /** The tables that the session has open. */
  public OpenTables tables() {
    return tables;
  }

  /** The world as the session sees it. */
  public Environment environment() {
    return environment;
  }

  /** Lets statements call {@code table} by {@code name}. */
  public void register(String name, CatalogTable table) {
    registered.put(name.toLowerCase(Locale.ROOT), table);
  }

  /** What a statement that begins now runs with. */
  public PlanRunner runner() {
    EvaluationContext evaluation =
        new EvaluationContext(environment.clock().instant(), environment.clock().getZone());
    return new PlanRunner(environment, evaluation, MemoryBudget.ofBytes(settings.memoryBytes()));
  }

  /** Delta tables as the session finds them. */
  public DeltaCatalog deltaCatalog() {
    return new DeltaCatalog(tables, settings.warehouse(), environment.clock().getZone());
  }

  /**
   * Runs one statement.
   *
   * @throws io.moraine.core.error.MoraineException if it cannot be run; nothing is changed then
   */
  public StatementResult execute(String sql) {
    return execute(sql, Map.of());
  }

  /** As {@link #execute(String)}, where this statement alone may call more tables by a name. */
  public StatementResult execute(String sql, Map<String, CatalogTable> more) {
    return execute(sql, more, Parameters.NONE);
  }

  /** As the other, with values for the places that the statement leaves open. */
  public StatementResult execute(
      String sql, Map<String, CatalogTable> more, Parameters parameters) {
    Map<String, CatalogTable> known = new HashMap<>(registered);
    more.forEach((name, table) -> known.put(name.toLowerCase(Locale.ROOT), table));
    return execute(sql, SqlParser.parseStatement(sql), known, parameters);
  }

  /** The statements of a script, separated by {@code ;}, each as its own text. */
  public static List<String> split(String script) {
    return SqlParser.parseScript(script).stream()
        .map(statement -> statement.range().in(script))
        .toList();
  }

  private StatementResult execute(
      String sql, Statement statement, Map<String, CatalogTable> known, Parameters parameters) {
    PlanRunner runner = runner();
    SessionCatalog catalog = new SessionCatalog(known, deltaCatalog(), environment);
    Binder binder = new Binder(sql, catalog, runner.evaluation(), parameters);
    return statement.accept(new StatementRunner(binder, catalog, runner, maintenance));
  }

  /** Closes the tables' stores. */
  @Override
  public void close() {
    tables.close();
  }
}
