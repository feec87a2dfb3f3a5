package io.moraine.engine.session;

import io.moraine.core.env.Environment;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.StoreOptions;
import io.moraine.core.store.Stores;
import io.moraine.engine.bind.Binder;
import io.moraine.engine.bind.Parameters;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.delta.DeltaCatalog;
import io.moraine.engine.delta.OpenTables;
import io.moraine.engine.dml.SharedCommit;
import io.moraine.engine.dml.WriteOptions;
import io.moraine.engine.exec.memory.MemoryBudget;
import io.moraine.engine.run.PlanRunner;
import io.moraine.engine.sql.parse.SqlParser;
import io.moraine.engine.sql.syntax.Dml;
import io.moraine.engine.sql.syntax.Statement;
import io.moraine.log.catalog.TableCatalog;
import io.moraine.log.commit.Backoff;
import io.moraine.log.path.ExternalFiles;
import io.moraine.log.snapshot.ChecksumPolicy;
import io.moraine.log.txn.ConcurrentModificationException;
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

  /** How often a change is run, and how long between. */
  private static final Backoff REPEATS = new Backoff(10, 1_000, 40);

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
   * @param stores settings of the stores that have the tables
   * @param conflicts what becomes of a change that another writer's stands against
   */
  public record Settings(
      Optional<URI> warehouse,
      long memoryBytes,
      ExternalPaths externalPaths,
      ChecksumPolicy checksums,
      Optional<TableCatalog> catalog,
      StoreOptions stores,
      OnConflict conflicts) {
    /** Settings without a catalog, and those of the process for stores; a conflict is an error. */
    public Settings(
        Optional<URI> warehouse,
        long memoryBytes,
        ExternalPaths externalPaths,
        ChecksumPolicy checksums) {
      this(
          warehouse,
          memoryBytes,
          externalPaths,
          checksums,
          Optional.empty(),
          StoreOptions.ofProcess(),
          OnConflict.FAIL);
    }

    /** Settings that verify checksums, and refuse files outside of their table's folder. */
    public Settings(Optional<URI> warehouse, long memoryBytes) {
      this(warehouse, memoryBytes, ExternalPaths.REFUSE, ChecksumPolicy.VERIFY);
    }
  }

  /**
   * What becomes of a statement that changes rows, and that another writer's change stands against.
   */
  public enum OnConflict {
    /** It fails. */
    FAIL,
    /** It runs again, over the table as the other writer left it. */
    REPEAT
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
            settings.catalog(),
            maintenance::hooks);
    this.maintenance = maintenance;
  }

  private ObjectStore openStore(URI root) {
    return Stores.open(root, settings.stores(), environment);
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

  /** As the other, with values for the places that the statement leaves open. */
  public StatementResult execute(
      String sql, Map<String, CatalogTable> more, Parameters parameters) {
    return execute(sql, more, parameters, options.write(), Optional.empty());
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
    return execute(sql, more, Parameters.NONE, write, shared);
  }

  private StatementResult execute(
      String sql,
      Map<String, CatalogTable> more,
      Parameters parameters,
      WriteOptions write,
      Optional<SharedCommit> shared) {
    Map<String, CatalogTable> known = new HashMap<>(registered);
    more.forEach((name, table) -> known.put(name.toLowerCase(Locale.ROOT), table));
    Statement statement = SqlParser.parseStatement(sql);
    boolean repeatable =
        settings.conflicts() == OnConflict.REPEAT
            && shared.isEmpty()
            && (statement instanceof Dml || statement instanceof Statement.WithStatement)
            && known.values().stream().noneMatch(CatalogTable::isReadOnce);
    for (int attempts = 1; ; attempts++) {
      try {
        PlanRunner runner = runner();
        SessionCatalog catalog =
            new SessionCatalog(known, deltaCatalog(), settings.stores(), environment, shared);
        Binder binder = new Binder(sql, catalog, runner.evaluation(), parameters);
        return statement.accept(
            new StatementRunner(binder, catalog, runner, maintenance, options, write, shared));
      } catch (ConcurrentModificationException e) {
        // Nothing of it was committed, and nobody has seen what it read.
        if (!repeatable || attempts >= REPEATS.maxAttempts()) {
          throw e;
        }
        REPEATS.pause(attempts, environment);
      }
    }
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
