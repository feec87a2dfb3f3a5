package io.moraine.engine.session;

import io.moraine.core.env.Environment;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.Stores;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.delta.DeltaCatalog;
import io.moraine.engine.delta.OpenTables;
import io.moraine.engine.dml.SharedCommit;
import io.moraine.engine.dml.WriteOptions;
import io.moraine.engine.exec.memory.MemoryBudget;
import io.moraine.engine.run.PlanRunner;
import io.moraine.engine.sql.parse.SqlParser;
import io.moraine.log.catalog.TableCatalog;
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
  private final SessionOptions options = new SessionOptions();

  /**
   * How a session works.
   *
   * @param warehouse the folder below which tables are found by name, with a slash at its end
   * @param memoryBytes what the operators of one statement may hold together
   * @param externalPaths whether files are read that a table's log names outside of its folder
   * @param checksums what to do about versions that contradict their checksums
   * @param catalog manages some of the tables, if there is one
   */
  public record Settings(
      Optional<URI> warehouse,
      long memoryBytes,
      ExternalPaths externalPaths,
      ChecksumPolicy checksums,
      Optional<TableCatalog> catalog) {
    /** Settings without a catalog. */
    public Settings(
        Optional<URI> warehouse,
        long memoryBytes,
        ExternalPaths externalPaths,
        ChecksumPolicy checksums) {
      this(warehouse, memoryBytes, externalPaths, checksums, Optional.empty());
    }

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
            settings.checksums(),
            settings.catalog());
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
    return execute(sql, more, options.write(), Optional.empty());
  }

  /**
   * As {@link #execute(String)}, where this statement alone may call more tables by a name.
   *
   * @param write how it writes, whatever SET says
   * @param shared the version that it is to take part in: it sees what came to that before
   */
  public StatementResult execute(
      String sql,
      Map<String, CatalogTable> more,
      WriteOptions write,
      Optional<SharedCommit> shared) {
    Map<String, CatalogTable> known = new HashMap<>(registered);
    more.forEach((name, table) -> known.put(name.toLowerCase(Locale.ROOT), table));
    PlanRunner runner = runner();
    SessionCatalog catalog = new SessionCatalog(known, deltaCatalog(), environment, shared);
    Binder binder = new Binder(sql, catalog, runner.evaluation());
    return SqlParser.parseStatement(sql)
        .accept(new StatementRunner(binder, catalog, runner, maintenance, options, write, shared));
  }

  /** How the session's statements write, by what was SET. */
  public WriteOptions writeOptions() {
    return options.write();
  }

  /** The statements of a script, separated by {@code ;}, each as its own text. */
  public static List<String> split(String script) {
    return SqlParser.parseScript(script).stream()
        .map(statement -> statement.range().in(script))
        .toList();
  }

  /** Closes the tables' stores. */
  @Override
  public void close() {
    tables.close();
  }
}
