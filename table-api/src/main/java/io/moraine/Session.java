package io.moraine;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.Stores;
import io.moraine.engine.bind.Parameters;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.delta.TableHandle;
import io.moraine.engine.dml.ChangeSummary;
import io.moraine.engine.dml.SharedCommit;
import io.moraine.engine.dml.WriteOptions;
import io.moraine.engine.session.SqlSession;
import io.moraine.engine.session.StatementResult;
import io.moraine.log.catalog.FileCatalog;
import io.moraine.log.catalog.TableCatalog;
import io.moraine.log.snapshot.ChecksumPolicy;
import io.moraine.log.snapshot.Snapshot;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL over several tables: by path, ``delta.`/path/or/uri` ``; by name below the warehouse
 * folder, if there is one; over files, ``csv.`/path` ``, {@code json} and {@code parquet}; and over
 * rows of the program that were {@link #register registered}.
 *
 * <pre>{@code
 * try (Session session = Session.open(TableOptions.defaults().withWarehouse("/lake"));
 *     Result result = session.sql("SELECT city, count(*) AS n FROM people GROUP BY city")) {
 *   result.rows().forEach(row -> System.out.println(row.string("city") + " " + row.longValue("n")));
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads. Results are to be read before the session is closed.
 */
public final class Session implements AutoCloseable {
  /** The part of the Java heap that a statement's joins and sorts may take. */
  private static final double MEMORY_PART = 0.6;

  private final TableOptions options;
  private final SqlSession engine;
  private final Optional<ObjectStore> catalogStore;
  private final Optional<FileCatalog> catalog;

  private Session(TableOptions options) {
    this.options = options;
    this.catalogStore =
        options
            .catalog()
            .map(
                folder ->
                    Stores.open(Stores.location(folder), options.stores(), options.environment()));
    this.catalog = catalogStore.map(FileCatalog::new);
    Optional<URI> warehouse = options.warehouse().map(Stores::location);
    long memoryBytes =
        options
            .memoryBytes()
            .orElseGet(() -> (long) (Runtime.getRuntime().maxMemory() * MEMORY_PART));
    this.engine =
        new SqlSession(
            options.environment(),
            new SqlSession.Settings(
                warehouse,
                memoryBytes,
                switch (options.externalPaths()) {
                  case REFUSE -> SqlSession.ExternalPaths.REFUSE;
                  case ALLOW -> SqlSession.ExternalPaths.ALLOW;
                },
                switch (options.checksums()) {
                  case VERIFY -> ChecksumPolicy.VERIFY;
                  case IGNORE -> ChecksumPolicy.IGNORE;
                },
                catalog.map(TableCatalog.class::cast),
                options.stores(),
                switch (options.conflicts()) {
                  case FAIL -> SqlSession.OnConflict.FAIL;
                  case REPEAT -> SqlSession.OnConflict.REPEAT;
                }),
            new Maintenances(options.environment()));
  }

  /** A session in the real world, without a warehouse. */
  public static Session open() {
    return open(TableOptions.defaults());
  }

  /** A session that uses what {@code options} says. */
  public static Session open(TableOptions options) {
    return new Session(options);
  }

  /** The statements of a script, separated by {@code ;}, each as its own text. */
  public static List<String> split(String script) {
    return SqlSession.split(script);
  }

  /**
   * Runs one statement.
   *
   * @return its rows, which are to be closed
   * @throws io.moraine.core.error.MoraineException if it cannot be run; no table is changed then
   * @throws ConflictException if another writer changed what the statement read, each time that it
   *     was run again because of that, or the first time if the options say so
   */
  public Result sql(String statement) {
    return run(statement, Map.of());
  }

  /**
   * As the other, with {@code values} for the places {@code ?} of the statement, in their order. A
   * value is null, a Boolean, a number, a string, bytes, a LocalDate, an Instant or a
   * LocalDateTime.
   */
  public Result sql(String statement, @Nullable Object... values) {
    return run(statement, StatementParameters.of(Arrays.asList(values)));
  }

  /** As the other, with values for places {@code :name}, by their names without the colon. */
  public Result sql(String statement, Map<String, ? extends @Nullable Object> values) {
    return run(statement, StatementParameters.of(values));
  }

  /** Lets statements call these rows by a name. */
  public Session register(String name, Rows rows) {
    return register(name, rows.batches());
  }

  /** Lets statements call these rows by a name; {@code rows} is read to its end and closed. */
  public Session register(String name, BatchReader rows) {
    engine.register(name, MemoryTable.of(name, rows));
    return this;
  }

  /** Lets statements call a table, at that version, by a name. */
  public Session register(String name, TableSnapshot snapshot) {
    engine.register(name, snapshot.table());
    return this;
  }

  /** Opens the table at {@code location}, a path, a URI, or a name below the warehouse. */
  public Table table(String location) {
    return new Table(this, location(location));
  }

  /**
   * Makes the catalog of {@link TableOptions#catalog} manage the table that is to be made at {@code
   * location}, a path, a URI, or a name below the warehouse. Such a table needs the properties
   * {@code delta.feature.catalogManaged = supported} and {@code delta.enableInCommitTimestamps =
   * true}, and is opened by sessions with the catalog alone.
   *
   * @throws InvalidInputException if there is no catalog, or a table already
   */
  public Session manage(String location) {
    FileCatalog manager =
        catalog.orElseThrow(
            () ->
                new InvalidInputException(
                    "There is no catalog: name its folder by TableOptions.withCatalog"));
    URI place = Stores.location(location(location));
    if (engine.tables().latest(place).isPresent()) {
      throw new InvalidInputException(
          "There is a table already at %s: a catalog manages it from the start or never"
              .formatted(place));
    }
    manager.register(place);
    engine.tables().forget(place);
    return this;
  }

  /** Begins to make a table at a path, a URI, or with a name below the warehouse. */
  public TableBuilder create(String location) {
    return new TableBuilder(this, location(location));
  }

  /** Whether there is a table at a path, a URI, or with a name below the warehouse. */
  public boolean exists(String location) {
    return engine.tables().latest(Stores.location(location(location))).isPresent();
  }

  /** The path or URI of the table at {@code location}, which may be a name below the warehouse. */
  public String location(String location) {
    boolean plain = location.matches("[A-Za-z0-9_][\\w.-]*");
    return plain && options.warehouse().isPresent()
        ? options.warehouse().get().replaceFirst("/+$", "") + "/" + location
        : location;
  }

  Result run(String sql, Map<String, CatalogTable> sources) {
    return run(sql, sources, engine.writeOptions(), Optional.empty());
  }

  private Result run(String sql, Parameters parameters) {
    return result(Conflicts.translate(() -> engine.execute(sql, Map.of(), parameters)));
  }

  Result run(
      String sql,
      Map<String, CatalogTable> sources,
      WriteOptions options,
      Optional<SharedCommit> shared) {
    return result(Conflicts.translate(() -> engine.execute(sql, sources, options, shared)));
  }

  private static Result result(StatementResult result) {
    List<ScanSummary> scans =
        result.scans().stream()
            .map(
                scan ->
                    new ScanSummary(
                        scan.totalFiles(),
                        scan.totalBytes(),
                        scan.scannedFiles(),
                        scan.scannedBytes()))
            .toList();
    return new Result(result.rows(), result.change().map(Session::changes), scans);
  }

  private static Changes changes(ChangeSummary summary) {
    return new Changes(
        summary.version(),
        summary.affectedRows(),
        summary.updatedRows(),
        summary.deletedRows(),
        summary.insertedRows());
  }

  Environment environment() {
    return options.environment();
  }

  TableHandle handle(String location) {
    return engine.tables().handle(Stores.location(location));
  }

  DeltaTable latest(String location) {
    Snapshot snapshot =
        engine
            .tables()
            .latest(Stores.location(location))
            .orElseThrow(
                () -> new InvalidInputException("There is no table at %s".formatted(location)));
    return table(location, handle(location), snapshot);
  }

  DeltaTable table(String location, TableHandle handle, Snapshot snapshot) {
    return new DeltaTable(location, handle, snapshot, environment().clock().getZone());
  }

  SqlSession engine() {
    return engine;
  }

  /** Gives up what the session holds of its tables. */
  @Override
  public void close() {
    engine.close();
    catalogStore.ifPresent(ObjectStore::close);
  }
}
