package io.moraine;

import java.util.OptionalLong;

/**
 * What a write came to.
 *
 * @param version the version that it made; empty if nothing was to change
 * @param affected how many rows it changed, all together
 * @param updated rows that got other values
 * @param deleted rows that are gone
 * @param inserted rows that are new
 */
public record Changes(
    OptionalLong version, long affected, long updated, long deleted, long inserted) {
  static final Changes NONE = new Changes(OptionalLong.empty(), 0, 0, 0, 0);
}
