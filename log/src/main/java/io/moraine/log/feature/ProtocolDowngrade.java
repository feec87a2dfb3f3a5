package io.moraine.log.feature;

import io.moraine.core.error.InvalidInputException;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which features may leave a protocol, and what is left of it.
 *
 * <p>The protocol itself knows no way back; writers have come to drop features of whose traces the
 * table is free. Whoever does so sees to the traces in data files and in the log's past: {@link
 * #history}.
 */
public final class ProtocolDowngrade {
  /** What nothing but the current version shows, or what a rewrite takes out of the table. */
  private static final Set<TableFeature> REMOVABLE =
      EnumSet.of(
          TableFeature.CHECK_CONSTRAINTS,
          TableFeature.COLUMN_MAPPING,
          TableFeature.DELETION_VECTORS,
          TableFeature.DOMAIN_METADATA,
          TableFeature.ROW_TRACKING,
          TableFeature.V2_CHECKPOINT,
          TableFeature.IN_COMMIT_TIMESTAMP,
          TableFeature.VACUUM_PROTOCOL_CHECK,
          TableFeature.CLUSTERING,
          TableFeature.TYPE_WIDENING,
          TableFeature.TYPE_WIDENING_PREVIEW,
          TableFeature.VARIANT_SHREDDING,
          TableFeature.VARIANT_SHREDDING_PREVIEW,
          TableFeature.CHECKPOINT_PROTECTION,
          TableFeature.ALLOW_COLUMN_DEFAULTS,
          TableFeature.CHANGE_DATA_FEED);

  private ProtocolDowngrade() {}

  /** What of the log's past a removal must reckon with. */
  public enum History {
    /** Old versions stay readable by clients without the feature. */
    UNTOUCHED,
    /**
     * Old versions need the feature: they must be gone, with the checkpoints that show them, or be
     * protected by {@code checkpointProtection}.
     */
    NEEDS_FEATURE
  }

  /** What the removal of {@code feature} means for the versions before it. */
  public static History history(TableFeature feature) {
    return feature.kind() == TableFeature.Kind.READER_WRITER
        ? History.NEEDS_FEATURE
        : History.UNTOUCHED;
  }

  /**
   * The protocol without {@code feature}: the lowest versions that say the same as the names that
   * are left.
   *
   * @param metadata the table's, as the removal leaves it
   * @throws InvalidInputException if the table does not have it, still uses it, has another that
   *     needs it, or if it cannot be dropped at all
   */
  public static Protocol without(Protocol current, Metadata metadata, TableFeature feature) {
    String name = feature.protocolName();
    Set<String> supported = SupportedFeatures.of(current);
    if (!supported.contains(name)) {
      throw refusal(name, "the table does not have it; it has: " + String.join(", ", supported));
    }
    if (!REMOVABLE.contains(feature)) {
      throw refusal(name, "data files or values may depend on it for ever");
    }
    List<String> dependents =
        supported.stream()
            .filter(
                other ->
                    TableFeature.named(other)
                        .filter(f -> f.requires().contains(feature))
                        .isPresent())
            .toList();
    if (!dependents.isEmpty()) {
      throw refusal(name, "the table has others that need it: " + String.join(", ", dependents));
    }
    if (RequiredFeatures.of(metadata).contains(feature)) {
      throw refusal(name, "the table's schema or properties still use it");
    }
    supported.remove(name);
    return lowest(supported);
  }

  private static InvalidInputException refusal(String feature, String reason) {
    return new InvalidInputException("Cannot drop feature '%s': %s".formatted(feature, reason));
  }

  /** The lowest protocol that allows just the features called {@code names}. */
  static Protocol lowest(Set<String> names) {
    for (int writer = 1; writer < Protocol.WRITER_WITH_FEATURES; writer++) {
      for (int reader = 1; reader < Protocol.READER_WITH_FEATURES; reader++) {
        Protocol legacy = Protocol.legacy(reader, writer);
        if (SupportedFeatures.of(legacy).equals(names)) {
          return legacy;
        }
      }
    }
    Set<String> readers =
        names.stream()
            .filter(
                name ->
                    TableFeature.named(name)
                        .filter(f -> f.kind() == TableFeature.Kind.READER_WRITER)
                        .isPresent())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return readers.isEmpty()
        ? new Protocol(1, Protocol.WRITER_WITH_FEATURES, Set.of(), names)
        : new Protocol(
            Protocol.READER_WITH_FEATURES, Protocol.WRITER_WITH_FEATURES, readers, names);
  }
}
