package io.moraine.connector.spark;

import io.moraine.connector.spark.changes.ChangesRequest;
import io.moraine.connector.spark.relation.ChangeRelations;
import io.moraine.connector.spark.relation.MoraineTable;
import io.moraine.connector.spark.relation.ReaderOptions;
import io.moraine.connector.spark.table.TablePlace;
import io.moraine.core.error.InvalidInputException;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.CatalogV2Util;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.SupportsCatalogOptions;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The format {@code moraine}: tables by their paths.
 *
 * <p>They are tables of the catalog called {@code moraine}, which comes to be without a warehouse
 * if the session has none.
 */
public final class MoraineDataSource implements SupportsCatalogOptions, DataSourceRegister {
  /** The catalog by which paths are tables. */
  private static final String CATALOG = "moraine";

  @Override
  public String shortName() {
    return "moraine";
  }

  @Override
  public String extractCatalog(CaseInsensitiveStringMap options) {
    SparkSession session = SparkSession.active();
    String key = "spark.sql.catalog." + CATALOG;
    if (session.conf().getOption(key).isEmpty()) {
      session.conf().set(key, MoraineCatalog.class.getName());
    }
    return CATALOG;
  }

  @Override
  public Identifier extractIdentifier(CaseInsensitiveStringMap options) {
    String root = TablePlace.of(path(options), Map.of()).root();
    return Identifier.of(
        new String[0], ChangesRequest.of(options).map(request -> request.name(root)).orElse(root));
  }

  @Override
  public Optional<String> extractTimeTravelVersion(CaseInsensitiveStringMap options) {
    return Optional.ofNullable(options.get("versionAsOf"));
  }

  @Override
  public Optional<String> extractTimeTravelTimestamp(CaseInsensitiveStringMap options) {
    return Optional.ofNullable(options.get("timestampAsOf"));
  }

  private static String path(CaseInsensitiveStringMap options) {
    String path = options.get("path");
    if (path == null) {
      throw new InvalidInputException(
          "The format moraine needs the path of a table: load(path) or save(path)");
    }
    return path;
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return CatalogV2Util.v2ColumnsToStructType(table(options.asCaseSensitiveMap()).columns());
  }

  @Override
  public boolean supportsExternalMetadata() {
    return false;
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return table(properties);
  }

  private static Table table(Map<String, String> properties) {
    CaseInsensitiveStringMap options = new CaseInsensitiveStringMap(properties);
    ReaderOptions.requireKnown(options);
    TablePlace place = TablePlace.of(path(options), properties);
    String name = "moraine.`%s`".formatted(place);
    Optional<ChangesRequest> changes = ChangesRequest.of(options);
    return changes.isPresent()
        ? ChangeRelations.of(name, place, place.latest(), changes.get(), options)
        : new MoraineTable(name, place, place.latest(), MoraineTable.Time.LATEST);
  }
}
