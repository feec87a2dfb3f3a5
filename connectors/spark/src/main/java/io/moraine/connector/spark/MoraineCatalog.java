package io.moraine.connector.spark;

import io.moraine.connector.spark.catalog.Alterations;
import io.moraine.connector.spark.catalog.Definitions;
import io.moraine.connector.spark.catalog.StagedMoraineTable;
import io.moraine.connector.spark.catalog.TableMove;
import io.moraine.connector.spark.catalog.Warehouse;
import io.moraine.connector.spark.changes.ChangesRequest;
import io.moraine.connector.spark.inspect.MetadataTables;
import io.moraine.connector.spark.procedure.Procedures;
import io.moraine.connector.spark.relation.ChangeRelations;
import io.moraine.connector.spark.relation.MoraineTable;
import io.moraine.connector.spark.table.OpenPlaces;
import io.moraine.connector.spark.table.TablePlace;
import io.moraine.core.error.InvalidInputException;
import io.moraine.engine.ddl.TableCreation;
import io.moraine.log.snapshot.Snapshot;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.analysis.NamespaceAlreadyExistsException;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.analysis.NonEmptyNamespaceException;
import org.apache.spark.sql.catalyst.analysis.TableAlreadyExistsException;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.NamespaceChange;
import org.apache.spark.sql.connector.catalog.ProcedureCatalog;
import org.apache.spark.sql.connector.catalog.StagedTable;
import org.apache.spark.sql.connector.catalog.StagingTableCatalog;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableCatalogCapability;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.procedures.UnboundProcedure;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Tables by name below a warehouse folder, and by path.
 *
 * <pre>
 * spark.sql.catalog.lake = io.moraine.connector.spark.MoraineCatalog
 * spark.sql.catalog.lake.warehouse = s3://bucket/lake
 * spark.sql.catalog.lake.moraine.s3.endpoint = …      settings of stores
 * </pre>
 *
 * <p>A catalog that is called {@code moraine} makes {@code moraine.`/path/of/table`} a table in
 * statements.
 */
public final class MoraineCatalog
    implements StagingTableCatalog, SupportsNamespaces, ProcedureCatalog {
  private static final long MICROS_PER_MILLI = 1000;

  private String name = "";
  private Warehouse warehouse = new Warehouse(Optional.empty(), Map.of());

  @Override
  public void initialize(String catalog, CaseInsensitiveStringMap options) {
    name = catalog;
    warehouse = Warehouse.of(options.asCaseSensitiveMap());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<TableCatalogCapability> capabilities() {
    return Set.of(
        TableCatalogCapability.SUPPORTS_CREATE_TABLE_WITH_GENERATED_COLUMNS,
        TableCatalogCapability.SUPPORTS_CREATE_TABLE_WITH_IDENTITY_COLUMNS,
        TableCatalogCapability.SUPPORT_COLUMN_DEFAULT_VALUE);
  }

  private String full(Identifier table) {
    return Warehouse.isPath(table)
        ? "%s.`%s`".formatted(name, table.name())
        : "%s.%s".formatted(name, table);
  }

  private Snapshot latest(Identifier table) throws NoSuchTableException {
    Optional<Snapshot> latest =
        isNamed(table) ? warehouse.place(table).latestIfExists() : Optional.empty();
    return latest.orElseThrow(() -> new NoSuchTableException(table));
  }

  /** Whether a table could have that name. */
  private boolean isNamed(Identifier table) {
    return Warehouse.isPath(table) || warehouse.root().isPresent();
  }

  @Override
  public Table loadTable(Identifier table) throws NoSuchTableException {
    Optional<ChangesRequest> changes = ChangesRequest.ofName(table.name());
    if (changes.isPresent()) {
      Identifier of = Identifier.of(table.namespace(), ChangesRequest.tableOf(table.name()));
      return ChangeRelations.of(
          full(of),
          warehouse.place(of),
          latest(of),
          changes.get(),
          CaseInsensitiveStringMap.empty());
    }
    Optional<Table> metadata = metadata(table);
    if (metadata.isPresent()) {
      return metadata.get();
    }
    Snapshot latest = latest(table);
    return new MoraineTable(full(table), warehouse.place(table), latest, MoraineTable.Time.LATEST);
  }

  /** What {@code t.history} and its like name, unless there is a table of that name. */
  private Optional<Table> metadata(Identifier name) {
    String[] namespace = name.namespace();
    if (namespace.length == 0) {
      return Optional.empty();
    }
    Identifier of =
        Identifier.of(
            Arrays.copyOf(namespace, namespace.length - 1), namespace[namespace.length - 1]);
    if (!isNamed(of)) {
      return Optional.empty();
    }
    TablePlace place = warehouse.place(of);
    return place
        .latestIfExists()
        .flatMap(snapshot -> MetadataTables.of(name.name(), full(of), place, snapshot));
  }

  @Override
  public UnboundProcedure loadProcedure(Identifier procedure) {
    boolean system = Arrays.equals(procedure.namespace(), new String[] {"system"});
    return Optional.of(procedure.name())
        .filter(any -> system)
        .flatMap(known -> Procedures.find(known, this::placeOf))
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "No procedure %s in catalog %s; there are: %s, in the namespace system"
                        .formatted(procedure, name, String.join(", ", Procedures.names()))));
  }

  /** Where the table is that a procedure's argument names. */
  private TablePlace placeOf(String table) {
    if (table.indexOf('/') >= 0) {
      return warehouse.place(Identifier.of(new String[0], table));
    }
    String[] parts = table.split("\\.", -1);
    // The catalog's own name may come first.
    int first = parts.length > 1 && parts[0].equals(name) ? 1 : 0;
    return warehouse.place(
        Identifier.of(Arrays.copyOfRange(parts, first, parts.length - 1), parts[parts.length - 1]));
  }

  @Override
  public Table loadTable(Identifier table, String version) throws NoSuchTableException {
    latest(table);
    long number;
    try {
      number = Long.parseLong(version.strip());
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "A version of %s is a whole number, got '%s'".formatted(full(table), version), e);
    }
    return travelled(table, warehouse.place(table).handle().log().at(number));
  }

  @Override
  public Table loadTable(Identifier table, long micros) throws NoSuchTableException {
    latest(table);
    return travelled(
        table, warehouse.place(table).handle().log().asOf(Math.floorDiv(micros, MICROS_PER_MILLI)));
  }

  private Table travelled(Identifier table, Snapshot snapshot) {
    return new MoraineTable(
        full(table), warehouse.place(table), snapshot, MoraineTable.Time.TRAVELLED);
  }

  @Override
  public Identifier[] listTables(String[] namespace) throws NoSuchNamespaceException {
    requireNamespace(namespace);
    return warehouse.tables(namespace).toArray(Identifier[]::new);
  }

  /**
   * Where {@code table} is to be made: at the place that the statement gives, or below the folder.
   */
  private TablePlace target(Identifier table, Map<String, String> properties)
      throws NoSuchNamespaceException {
    if (!Warehouse.isPath(table)) {
      requireNamespace(table.namespace());
      if (properties.containsKey(TableCatalog.PROP_LOCATION)) {
        throw new InvalidInputException(
            "%s finds tables below its warehouse by their names: make one elsewhere by its path, %s.`%s`"
                .formatted(name, name, properties.get(TableCatalog.PROP_LOCATION)));
      }
    }
    return warehouse.place(table);
  }

  private static void requireProvider(Map<String, String> properties) {
    String provider = properties.getOrDefault(TableCatalog.PROP_PROVIDER, "moraine");
    if (!provider.equalsIgnoreCase("moraine") && !provider.equalsIgnoreCase("delta")) {
      throw new InvalidInputException("This catalog makes tables USING moraine, not " + provider);
    }
  }

  @Override
  public Table createTable(
      Identifier table, Column[] columns, Transform[] partitions, Map<String, String> properties)
      throws TableAlreadyExistsException, NoSuchNamespaceException {
    requireProvider(properties);
    TablePlace place = target(table, properties);
    if (Warehouse.isTable(place)) {
      throw new TableAlreadyExistsException(table);
    }
    TableCreation.create(
        place.handle(), Definitions.of(columns, partitions, properties), OpenPlaces.environment());
    return new MoraineTable(full(table), place, place.latest(), MoraineTable.Time.LATEST);
  }

  private StagedTable stage(
      Identifier table,
      TablePlace place,
      Column[] columns,
      Transform[] partitions,
      Map<String, String> properties,
      TableCreation.Existing existing) {
    requireProvider(properties);
    return new StagedMoraineTable(
        full(table),
        place,
        columns,
        partitions,
        Definitions.of(columns, partitions, properties),
        existing);
  }

  @Override
  public StagedTable stageCreate(
      Identifier table, Column[] columns, Transform[] partitions, Map<String, String> properties)
      throws TableAlreadyExistsException, NoSuchNamespaceException {
    TablePlace place = target(table, properties);
    if (Warehouse.isTable(place)) {
      throw new TableAlreadyExistsException(table);
    }
    return stage(table, place, columns, partitions, properties, TableCreation.Existing.REFUSED);
  }

  @Override
  public StagedTable stageReplace(
      Identifier table, Column[] columns, Transform[] partitions, Map<String, String> properties)
      throws NoSuchNamespaceException, NoSuchTableException {
    TablePlace place = target(table, properties);
    if (!Warehouse.isTable(place)) {
      throw new NoSuchTableException(table);
    }
    return stage(table, place, columns, partitions, properties, TableCreation.Existing.REPLACED);
  }

  @Override
  public StagedTable stageCreateOrReplace(
      Identifier table, Column[] columns, Transform[] partitions, Map<String, String> properties)
      throws NoSuchNamespaceException {
    return stage(
        table,
        target(table, properties),
        columns,
        partitions,
        properties,
        TableCreation.Existing.REPLACED);
  }

  @Override
  public Table alterTable(Identifier table, TableChange... changes) throws NoSuchTableException {
    latest(table);
    TablePlace place = warehouse.place(table);
    for (String change : Alterations.of(changes)) {
      OpenPlaces.session(place).sql("ALTER TABLE %s %s".formatted(place.sqlName(), change)).close();
    }
    return loadTable(table);
  }

  @Override
  public boolean dropTable(Identifier table) {
    if (!isNamed(table) || !Warehouse.isTable(warehouse.place(table))) {
      return false;
    }
    if (Warehouse.isPath(table)) {
      throw new InvalidInputException(
          "Only tables of a warehouse can be dropped; remove the folder of %s yourself"
              .formatted(full(table)));
    }
    Warehouse.remove(warehouse.place(table));
    return true;
  }

  @Override
  public boolean purgeTable(Identifier table) {
    return dropTable(table);
  }

  @Override
  public void renameTable(Identifier from, Identifier to)
      throws NoSuchTableException, TableAlreadyExistsException {
    latest(from);
    if (Warehouse.isPath(from) || Warehouse.isPath(to)) {
      throw new InvalidInputException(
          "Only tables of a warehouse can be renamed, not %s to %s"
              .formatted(full(from), full(to)));
    }
    if (Warehouse.isTable(warehouse.place(to))) {
      throw new TableAlreadyExistsException(to);
    }
    TableMove.move(warehouse.place(from), warehouse.place(to));
  }

  private void requireNamespace(String[] namespace) throws NoSuchNamespaceException {
    if (!warehouse.hasNamespace(namespace)) {
      throw new NoSuchNamespaceException(namespace);
    }
  }

  @Override
  public String[][] listNamespaces() {
    return warehouse.namespaces(new String[0]).toArray(String[][]::new);
  }

  @Override
  public String[][] listNamespaces(String[] parent) throws NoSuchNamespaceException {
    requireNamespace(parent);
    return warehouse.namespaces(parent).toArray(String[][]::new);
  }

  @Override
  public boolean namespaceExists(String[] namespace) {
    return warehouse.hasNamespace(namespace);
  }

  @Override
  public Map<String, String> loadNamespaceMetadata(String[] namespace)
      throws NoSuchNamespaceException {
    requireNamespace(namespace);
    return warehouse.root().isPresent() ? warehouse.properties(namespace) : Map.of();
  }

  @Override
  public void createNamespace(String[] namespace, Map<String, String> metadata)
      throws NamespaceAlreadyExistsException {
    if (warehouse.hasNamespace(namespace)) {
      throw new NamespaceAlreadyExistsException(namespace);
    }
    if (warehouse.root().isEmpty()) {
      throw new InvalidInputException(
          "Catalog %s has no warehouse in which namespaces could be made".formatted(name));
    }
    warehouse.put(namespace, metadata);
  }

  @Override
  public void alterNamespace(String[] namespace, NamespaceChange... changes)
      throws NoSuchNamespaceException {
    Map<String, String> properties = new TreeMap<>(loadNamespaceMetadata(namespace));
    for (NamespaceChange change : changes) {
      if (change instanceof NamespaceChange.SetProperty set) {
        properties.put(set.property(), set.value());
      } else if (change instanceof NamespaceChange.RemoveProperty removed) {
        properties.remove(removed.property());
      }
    }
    warehouse.put(namespace, properties);
  }

  @Override
  public boolean dropNamespace(String[] namespace, boolean cascade)
      throws NoSuchNamespaceException, NonEmptyNamespaceException {
    requireNamespace(namespace);
    if (!cascade && !warehouse.isEmpty(namespace)) {
      throw new NonEmptyNamespaceException(namespace);
    }
    warehouse.remove(namespace);
    return true;
  }
}
