package io.moraine.log.segment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Files that hold several commits in one each, as they are listed. */
final class CompactedCommits {
  private static final Comparator<LogFile> WIDEST =
      Comparator.comparingLong(LogFile::lastVersion)
          .thenComparing(file -> file.status().key(), Comparator.reverseOrder());

  private final NavigableMap<Long, List<LogFile>> byFirst = new TreeMap<>();

  void add(LogFile file) {
    // An interrupted copy leaves an empty one; the commits are still there.
    if (file.status().sizeBytes() > 0) {
      byFirst.computeIfAbsent(file.version(), first -> new ArrayList<>()).add(file);
    }
  }

  boolean isEmpty() {
    return byFirst.isEmpty();
  }

  /**
   * The fewest files that hold all versions {@code first} to {@code last} once, in order; nothing
   * if one of the versions is in none.
   */
  Optional<List<LogFile>> cover(NavigableMap<Long, LogFile> commits, long first, long last) {
    // Reaching furthest at each step is not the fewest where ranges overlap, so all are looked at,
    // from the end: a step is one commit, or one file of several.
    Map<Long, Way> from = new HashMap<>();
    from.put(last + 1, new Way(0, null));
    for (long version = last; version >= first; version--) {
      Way best = step(from, commits.get(version));
      for (LogFile file :
          byFirst.getOrDefault(version, List.of()).stream().sorted(WIDEST).toList()) {
        Way way = file.lastVersion() <= last ? step(from, file) : null;
        if (way != null && (best == null || way.files() <= best.files())) {
          best = way;
        }
      }
      if (best != null) {
        from.put(version, best);
      }
    }
    if (!from.containsKey(first)) {
      return Optional.empty();
    }
    List<LogFile> cover = new ArrayList<>();
    for (LogFile file = from.get(first).next(); file != null; ) {
      cover.add(file);
      file = from.get(file.lastVersion() + 1).next();
    }
    return Optional.of(cover);
  }

  /** How to get from a version to the end: in how many files, and by which next. */
  private record Way(int files, @Nullable LogFile next) {}

  private static @Nullable Way step(Map<Long, Way> from, @Nullable LogFile file) {
    Way rest = file == null ? null : from.get(file.lastVersion() + 1);
    return rest == null ? null : new Way(rest.files() + 1, file);
  }
}
