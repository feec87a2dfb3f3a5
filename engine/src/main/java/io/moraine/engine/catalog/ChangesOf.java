package io.moraine.engine.catalog;

import java.util.Objects;
import java.util.Optional;

/**
 * Which changes of a table are meant: those of the versions from one to another, both included.
 *
 * @param from a version, or a time for the first version committed then or later
 * @param to a version, or a time for the last version committed by then; the newest if empty
 */
public record ChangesOf(TableTime from, Optional<TableTime> to) {
  public ChangesOf {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
  }
}
