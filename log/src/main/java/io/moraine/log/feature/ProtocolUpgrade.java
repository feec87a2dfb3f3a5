package io.moraine.log.feature;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a protocol grows as a table makes use of more.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#table-features-for-new-and-existing-tables">
 *     Table features for new and existing tables</a>
 */
public final class ProtocolUpgrade {
  private static final String REQUEST = "delta.feature.";

  /** Tables have either name of these; the preview is not made the other without need. */
  private static final Map<TableFeature, TableFeature> PREVIEWS =
      Map.of(
          TableFeature.TYPE_WIDENING, TableFeature.TYPE_WIDENING_PREVIEW,
          TableFeature.VARIANT_TYPE, TableFeature.VARIANT_TYPE_PREVIEW,
          TableFeature.VARIANT_SHREDDING, TableFeature.VARIANT_SHREDDING_PREVIEW);

  private ProtocolUpgrade() {}

  /**
   * The lowest protocol of a new table.
   *
   * @param metadata the table's, without requests
   * @param requested features that it is to allow besides those that it uses
   */
  public static Protocol initial(Metadata metadata, Collection<TableFeature> requested) {
    return of(Protocol.legacy(1, 2), metadata, requested);
  }

  /**
   * The least change of {@code current} that allows what a table uses; {@code current} itself if it
   * does.
   *
   * @param metadata the table's, without requests
   * @param requested features that it is to allow besides those that it uses
   */
  public static Protocol of(
      Protocol current, Metadata metadata, Collection<TableFeature> requested) {
    Set<TableFeature> wanted = new LinkedHashSet<>(requested);
    wanted.addAll(RequiredFeatures.of(metadata));
    return with(current, wanted);
  }

  /** {@code current} with {@code features} and all that they need; itself if it has them. */
  public static Protocol with(Protocol current, Collection<TableFeature> features) {
    Set<String> names = SupportedFeatures.of(current);
    int before = names.size();
    features.forEach(feature -> add(feature, names));
    if (names.size() == before) {
      return current;
    }
    Set<String> readers = new LinkedHashSet<>(current.readerFeatures());
    boolean namesReaders = current.namesReaderFeatures();
    for (String name : names) {
      boolean readersToo =
          TableFeature.named(name)
              .filter(feature -> feature.kind() == TableFeature.Kind.READER_WRITER)
              .isPresent();
      if (readersToo) {
        readers.add(name);
        // Reader version 2 is enough for the one feature that it implies.
        namesReaders |=
            !name.equals(TableFeature.COLUMN_MAPPING.protocolName())
                || current.minReaderVersion() != TableFeature.COLUMN_MAPPING.legacyReaderVersion();
      }
    }
    return namesReaders
        ? new Protocol(Protocol.READER_WITH_FEATURES, Protocol.WRITER_WITH_FEATURES, readers, names)
        : new Protocol(current.minReaderVersion(), Protocol.WRITER_WITH_FEATURES, Set.of(), names);
  }

  private static void add(TableFeature feature, Set<String> names) {
    TableFeature preview = PREVIEWS.get(feature);
    if (preview == null || !names.contains(preview.protocolName())) {
      names.add(feature.protocolName());
    }
    feature.requires().forEach(needed -> add(needed, names));
  }

  /**
   * The features that {@code properties}, as a user gives them, ask for: {@code
   * delta.feature.NAME=supported}, or the versions of a protocol that implies them.
   *
   * @throws UnsupportedFeatureException if a feature is unknown
   * @throws InvalidInputException if a request is malformed
   */
  public static Set<TableFeature> requests(Map<String, ? extends @Nullable String> properties) {
    Set<TableFeature> requested = new LinkedHashSet<>();
    int reader = 1;
    int writer = 1;
    for (Map.Entry<String, ? extends @Nullable String> entry : properties.entrySet()) {
      String key = entry.getKey();
      String value = entry.getValue() == null ? "" : entry.getValue();
      if (key.startsWith(REQUEST)) {
        requested.add(feature(key, value));
      } else if (key.equalsIgnoreCase("delta.minReaderVersion")) {
        reader = version(key, value, Protocol.READER_WITH_FEATURES);
      } else if (key.equalsIgnoreCase("delta.minWriterVersion")) {
        writer = version(key, value, Protocol.WRITER_WITH_FEATURES);
      }
    }
    if (writer < Protocol.WRITER_WITH_FEATURES) {
      // A version before features were named; those after it ask for nothing by themselves.
      int implied = Math.min(reader, TableFeature.COLUMN_MAPPING.legacyReaderVersion());
      requested.addAll(SupportedFeatures.implied(Protocol.legacy(implied, writer)));
    }
    return requested;
  }

  private static TableFeature feature(String key, String value) {
    if (!value.equalsIgnoreCase("supported") && !value.equalsIgnoreCase("enabled")) {
      throw new InvalidInputException(
          "Table property '%s' must be supported, found '%s'".formatted(key, value));
    }
    String name = key.substring(REQUEST.length());
    return TableFeature.named(name)
        .orElseThrow(
            () ->
                new UnsupportedFeatureException("No table feature '%s' is known".formatted(name)));
  }

  private static int version(String key, String value, int highest) {
    if (!value.matches("[1-9]") || Integer.parseInt(value) > highest) {
      throw new InvalidInputException(
          "Table property '%s' must be a version from 1 to %d, found '%s'"
              .formatted(key, highest, value));
    }
    return Integer.parseInt(value);
  }

  /** The properties that stay with the table: all but the requests. */
  public static <V extends @Nullable String> Map<String, V> withoutRequests(
      Map<String, V> properties) {
    Map<String, V> kept = new LinkedHashMap<>();
    properties.forEach(
        (key, value) -> {
          String lower = key.toLowerCase(Locale.ROOT);
          if (!key.startsWith(REQUEST)
              && !lower.equals("delta.minreaderversion")
              && !lower.equals("delta.minwriterversion")) {
            kept.put(key, value);
          }
        });
    return kept;
  }
}
