package io.moraine.connector.spark.table;

import io.moraine.Session;
import io.moraine.SystemEnvironment;
import io.moraine.TableOptions;
import io.moraine.core.env.Environment;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.StoreOptions;
import io.moraine.core.store.Stores;
import io.moraine.engine.delta.OpenTables;
import io.moraine.engine.delta.TableHandle;
import io.moraine.log.path.ExternalFiles;
import io.moraine.log.snapshot.ChecksumPolicy;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What this process has open: for each set of settings the tables' stores and logs. */
public final class OpenPlaces {
  /** The part of the heap that is kept of logs. */
  private static final long CACHE_BYTES = Runtime.getRuntime().maxMemory() / 8;

  /** Settings by this name allow files outside of their tables, which clones have. */
  private static final String EXTERNAL_PATHS = "externalPaths";

  private static final Map<Map<String, String>, OpenTables> TABLES = new ConcurrentHashMap<>();
  private static final Map<Map<String, String>, Session> SESSIONS = new ConcurrentHashMap<>();

  private OpenPlaces() {}

  /** Time, ids and threads of this process. */
  public static Environment environment() {
    return SystemEnvironment.shared();
  }

  /** The tables that are opened with the settings of {@code place}. */
  static OpenTables of(TablePlace place) {
    return TABLES.computeIfAbsent(place.settings(), OpenPlaces::open);
  }

  private static OpenTables open(Map<String, String> settings) {
    Environment environment = environment();
    StoreOptions options = StoreOptions.ofProcess().with(settings);
    Function<URI, ObjectStore> stores = root -> Stores.open(root, options, environment);
    return new OpenTables(
        environment,
        CACHE_BYTES,
        stores,
        isExternal(settings) ? ExternalFiles.allowed(stores) : ExternalFiles.REFUSED,
        ChecksumPolicy.VERIFY,
        Optional.empty(),
        TableHandle.Upkeep.NONE);
  }

  private static boolean isExternal(Map<String, String> settings) {
    return Boolean.parseBoolean(settings.get(EXTERNAL_PATHS));
  }

  /** Runs Moraine's own statements on tables that are opened with the settings of a place. */
  public static Session session(TablePlace place) {
    return SESSIONS.computeIfAbsent(
        place.settings(),
        settings -> {
          TableOptions options = TableOptions.defaults().withStoreOptions(settings);
          return Session.open(isExternal(settings) ? options.allowExternalPaths() : options);
        });
  }
}
