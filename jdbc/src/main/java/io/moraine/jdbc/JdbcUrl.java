package io.moraine.jdbc;

import io.moraine.TableOptions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What a connection is asked for.
 *
 * @param url as it was given
 * @param warehouse the folder in which tables are found by name, a path or URI
 * @param settings of the URL, {@code ?name=value&name=value}, and the properties beside it, which
 *     come first
 */
record JdbcUrl(String url, Optional<String> warehouse, Map<String, String> settings) {
  static final String PREFIX = "jdbc:moraine:";
  static final String CATALOG = "catalog";
  static final String EXTERNAL_PATHS = "external-paths";
  static final String CHECKSUMS = "checksums";
  static final String CONFLICTS = "conflicts";

  JdbcUrl {
    settings = Map.copyOf(settings);
  }

  static boolean matches(String url) {
    return url != null && url.startsWith(PREFIX);
  }

  static JdbcUrl parse(String url, Properties properties) throws SQLException {
    if (!matches(url)) {
      throw new SQLException(
          "Expected a URL like %s/path/of/warehouse, found '%s'".formatted(PREFIX, url), "08001");
    }
    String rest = url.substring(PREFIX.length());
    int question = rest.indexOf('?');
    String place = question < 0 ? rest : rest.substring(0, question);
    Map<String, String> settings = new LinkedHashMap<>();
    if (question >= 0) {
      for (String pair : rest.substring(question + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
          throw new SQLException(
              "Expected name=value after the '?' of a URL, found '%s'".formatted(pair), "08001");
        }
        settings.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    for (String name : properties.stringPropertyNames()) {
      settings.put(name, properties.getProperty(name));
    }
    // What DriverManager hands on; there are no users.
    settings.remove("user");
    settings.remove("password");
    return new JdbcUrl(url, place.isEmpty() ? Optional.empty() : Optional.of(place), settings);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** What a session is opened with. */
  TableOptions options() throws SQLException {
    TableOptions options = TableOptions.defaults();
    if (warehouse.isPresent()) {
      options = options.withWarehouse(warehouse.get());
    }
    Map<String, String> stores = new LinkedHashMap<>();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      String value = setting.getValue();
      if (setting.getKey().indexOf('.') > 0) {
        stores.put(setting.getKey(), value);
        continue;
      }
      switch (setting.getKey()) {
        case CATALOG -> options = options.withCatalog(value);
        case EXTERNAL_PATHS ->
            options = choice(setting, "refuse", "allow") ? options : options.allowExternalPaths();
        case CHECKSUMS ->
            options = choice(setting, "verify", "ignore") ? options : options.ignoreChecksums();
        case CONFLICTS ->
            options = choice(setting, "repeat", "fail") ? options : options.failOnConflict();
        default ->
            throw new SQLException(
                "Unknown setting '%s': expected %s, %s, %s, %s or one of a store, such as s3.endpoint"
                    .formatted(setting.getKey(), CATALOG, EXTERNAL_PATHS, CHECKSUMS, CONFLICTS),
                "08001");
      }
    }
    return options.withStoreOptions(stores);
  }

  /** Whether the first of two values was chosen. */
  private static boolean choice(Map.Entry<String, String> setting, String first, String second)
      throws SQLException {
    if (!setting.getValue().equals(first) && !setting.getValue().equals(second)) {
      throw new SQLException(
          "Setting '%s' is %s or %s, found '%s'"
              .formatted(setting.getKey(), first, second, setting.getValue()),
          "08001");
    }
    return setting.getValue().equals(first);
  }
}
