package io.moraine.log.action;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Unmodifiable copies that keep order and, in maps, null values. */
final class Copies {
  private Copies() {}

  static Map<String, @Nullable String> of(Map<String, @Nullable String> map) {
    return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  static @Nullable Map<String, @Nullable String> ofNullable(
      @Nullable Map<String, @Nullable String> map) {
    return map == null ? null : of(map);
  }

  static Set<String> of(Set<String> set) {
    return set.isEmpty() ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(set));
  }
}
