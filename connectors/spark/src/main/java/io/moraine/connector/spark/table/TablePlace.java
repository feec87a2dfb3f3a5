package io.moraine.connector.spark.table;

import io.moraine.core.store.Stores;
import io.moraine.engine.delta.TableHandle;
import io.moraine.log.segment.TableNotFoundException;
import io.moraine.log.snapshot.Snapshot;
import java.io.Serializable;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a table is, and the settings of the store that has it. Can be sent: each process opens a
 * place once.
 *
 * @param root the table's folder as a URI, with a slash at its end
 * @param settings of stores, such as {@code s3.endpoint}
 */
public record TablePlace(String root, Map<String, String> settings) implements Serializable {
  private static final long serialVersionUID = 1;

  public TablePlace {
    settings = Map.copyOf(settings);
  }

  /**
   * The place that {@code location} names, a path or URI.
   *
   * @param options of a catalog, a reader or a writer: those that begin with {@code moraine.} are
   *     settings of stores
   */
  public static TablePlace of(String location, Map<String, String> options) {
    Map<String, String> settings = new TreeMap<>();
    options.forEach(
        (key, value) -> {
          if (key.startsWith("moraine.")) {
            settings.put(key.substring("moraine.".length()), value);
          }
        });
    return new TablePlace(Stores.location(location).toString(), settings);
  }

  /** The place of the folder {@code name} below this one. */
  public TablePlace below(String name) {
    return new TablePlace(URI.create(root).resolve(encoded(name) + "/").toString(), settings);
  }

  private static String encoded(String name) {
    return Stores.location("/" + name).getRawPath().replaceAll("^/|/$", "");
  }

  /** The table's store and log, open. */
  public TableHandle handle() {
    return OpenPlaces.of(this).handle(URI.create(root));
  }

  /** The newest version, if there is a table. */
  public Optional<Snapshot> latestIfExists() {
    return OpenPlaces.of(this).latest(URI.create(root));
  }

  /**
   * The newest version.
   *
   * @throws TableNotFoundException if there is no table
   */
  public Snapshot latest() {
    return latestIfExists().orElseThrow(() -> new TableNotFoundException(root));
  }

  /** Forgets what is known of the table: it is dropped, or made anew. */
  public void forget() {
    OpenPlaces.of(this).forget(URI.create(root));
  }

  /** The table's name in a statement of Moraine's SQL. */
  public String sqlName() {
    return "delta.`" + root.replace("`", "``") + "`";
  }

  @Override
  public String toString() {
    return root;
  }
}
