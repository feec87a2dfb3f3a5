package io.moraine.log.txn;

import io.moraine.log.action.Metadata;
import io.moraine.log.property.TableProperties;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which changes of metadata do not touch transactions that began before them. */
final class MetadataChange {
  /**
   * What may be switched on meanwhile: a writer that did not know may leave its deleted rows in
   * files without them, its checkpoint to others; ids and times it gets as it commits.
   */
  private static final Set<String> SWITCHED_ON =
      Set.of(
          "delta.enableDeletionVectors",
          "delta.enableRowTracking",
          "delta.enableInCommitTimestamps");

  /** What comes with that, or asks nothing of commits. */
  private static final Set<String> SET =
      Set.of(
          TableProperties.ROW_ID_COLUMN,
          TableProperties.ROW_COMMIT_VERSION_COLUMN,
          TableProperties.TIMESTAMP_ENABLEMENT_VERSION,
          TableProperties.TIMESTAMP_ENABLEMENT_TIMESTAMP,
          "delta.checkpointPolicy");

  private MetadataChange() {}

  /**
   * Whether a transaction that read {@code before} may be committed as if it had read {@code
   * after}.
   */
  static boolean isHarmless(Metadata before, Metadata after) {
    if (!after.withConfiguration(before.configuration()).equals(before)) {
      return false;
    }
    Map<String, @Nullable String> removed = new HashMap<>(before.configuration());
    removed.keySet().removeAll(after.configuration().keySet());
    if (!removed.isEmpty()) {
      return false;
    }
    return after.configuration().entrySet().stream()
        .filter(entry -> !sameIn(before, entry))
        .allMatch(
            entry ->
                SET.contains(entry.getKey())
                    || (SWITCHED_ON.contains(entry.getKey())
                        && "true".equalsIgnoreCase(entry.getValue())));
  }

  private static boolean sameIn(Metadata before, Map.Entry<String, @Nullable String> entry) {
    return before.configuration().containsKey(entry.getKey())
        && java.util.Objects.equals(before.configuration().get(entry.getKey()), entry.getValue());
  }
}
