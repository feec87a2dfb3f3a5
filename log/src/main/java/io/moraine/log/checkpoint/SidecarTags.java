package io.moraine.log.checkpoint;

import io.moraine.log.action.Sidecar;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Moraine says of a sidecar in its tags, so that a later checkpoint can tell whether to keep
 * it.
 *
 * @param layout which columns it has
 * @param kind what it holds
 * @param rows how many actions it holds
 * @param lastDeletionMillis when the last of its files left the table, 0 for adds
 */
record SidecarTags(String layout, Kind kind, long rows, long lastDeletionMillis) {
  private static final String LAYOUT = "moraine.layout";
  private static final String KIND = "moraine.kind";
  private static final String ROWS = "moraine.rows";
  private static final String LAST_DELETION = "moraine.lastDeletion";

  /** The one kind of action that a sidecar holds. */
  enum Kind {
    /** Files of the table. */
    ADDS,
    /** Files that left it. */
    REMOVES
  }

  Map<String, String> map() {
    return Map.of(
        LAYOUT, layout,
        KIND, kind.name(),
        ROWS, Long.toString(rows),
        LAST_DELETION, Long.toString(lastDeletionMillis));
  }

  /** What {@code sidecar} says; nothing if it does not say all, as others' do not. */
  static Optional<SidecarTags> of(Sidecar sidecar) {
    Map<String, @Nullable String> tags = sidecar.tags() == null ? Map.of() : sidecar.tags();
    String layout = tags.get(LAYOUT);
    String kind = tags.get(KIND);
    String rows = tags.get(ROWS);
    String lastDeletion = tags.get(LAST_DELETION);
    if (layout == null || kind == null || rows == null || lastDeletion == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SidecarTags(
              layout, Kind.valueOf(kind), Long.parseLong(rows), Long.parseLong(lastDeletion)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
