package io.moraine.engine.session;

import io.moraine.core.error.InvalidInputException;
import io.moraine.engine.dml.WriteOptions;
import io.moraine.engine.dml.WriteOptions.Evolution;
import io.moraine.engine.dml.WriteOptions.Overwrites;
import io.moraine.engine.dml.WriteOptions.Progress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What SET has set in a session, under the names that Spark has for it. Safe for use by many
 * threads.
 */
final class SessionOptions {
  private static final String OVERWRITE_MODE = "spark.sql.sources.partitionoverwritemode";
  private static final String AUTO_MERGE = "spark.databricks.delta.schema.automerge.enabled";
  private static final String APP_ID = "spark.databricks.delta.write.txnappid";
  private static final String APP_VERSION = "spark.databricks.delta.write.txnversion";
  private static final String USER_METADATA = "spark.databricks.delta.commitinfo.usermetadata";

  /** The names as they are written, by their lower case. */
  private static final Map<String, String> NAMES =
      Map.of(
          OVERWRITE_MODE, "spark.sql.sources.partitionOverwriteMode",
          AUTO_MERGE, "spark.databricks.delta.schema.autoMerge.enabled",
          APP_ID, "spark.databricks.delta.write.txnAppId",
          APP_VERSION, "spark.databricks.delta.write.txnVersion",
          USER_METADATA, "spark.databricks.delta.commitInfo.userMetadata");

  private final Map<String, String> values = new TreeMap<>();

  /** Sets {@code key}, without regard to case. */
  synchronized void set(String key, String value) {
    String name = known(key);
    String text = value.strip();
    boolean quoted = text.length() > 1 && "'\"".indexOf(text.charAt(0)) >= 0;
    String plain = quoted ? text.substring(1, text.length() - 1) : text;
    switch (name) {
      case OVERWRITE_MODE -> oneOf(key, plain, "static", "dynamic");
      case AUTO_MERGE -> oneOf(key, plain, "true", "false");
      case APP_VERSION -> version(key, plain);
      default -> {}
    }
    values.put(name, plain);
  }

  private static String known(String key) {
    String name = key.strip().toLowerCase(Locale.ROOT);
    if (!NAMES.containsKey(name)) {
      throw new InvalidInputException(
          "No option '%s' can be set; there are: %s"
              .formatted(key.strip(), String.join(", ", new TreeMap<>(NAMES).values())));
    }
    return name;
  }

  private static void oneOf(String key, String value, String first, String second) {
    if (!value.equalsIgnoreCase(first) && !value.equalsIgnoreCase(second)) {
      throw new InvalidInputException(
          "Option '%s' is %s or %s, found '%s'".formatted(key.strip(), first, second, value));
    }
  }

  private static long version(String key, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "Option '%s' is a number, found '%s'".formatted(key.strip(), value), e);
    }
  }

  /** What is set, by names as they are written; only {@code key}, if that is given. */
  synchronized Map<String, String> values(Optional<String> key) {
    Map<String, String> shown = new TreeMap<>();
    values.forEach((name, value) -> shown.put(NAMES.get(name), value));
    key.ifPresent(one -> shown.keySet().retainAll(java.util.Set.of(NAMES.get(known(one)))));
    return shown;
  }

  /** How statements of the session write. */
  synchronized WriteOptions write() {
    WriteOptions options = WriteOptions.DEFAULT;
    if ("dynamic".equalsIgnoreCase(values.get(OVERWRITE_MODE))) {
      options = options.with(Overwrites.DYNAMIC);
    }
    if ("true".equalsIgnoreCase(values.get(AUTO_MERGE))) {
      options = options.with(Evolution.MERGE);
    }
    String appId = values.getOrDefault(APP_ID, "");
    if (!appId.isEmpty() && values.containsKey(APP_VERSION)) {
      options = options.with(new Progress(appId, version(APP_VERSION, values.get(APP_VERSION))));
    }
    String words = values.getOrDefault(USER_METADATA, "");
    return words.isEmpty() ? options : options.withUserMetadata(words);
  }
}
