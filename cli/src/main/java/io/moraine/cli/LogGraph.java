package io.moraine.cli;

import io.moraine.Commit;
import java.util.ArrayList;
import java.util.List;

/**
 * A table's history as a graph, the newest version first: each writer's lane goes from the version
 * that it had read to the one that it made, so that those who wrote at the same time stand beside
 * each other.
 */
final class LogGraph {
  private LogGraph() {}

  /** The lines, one a version. */
  static List<String> lines(List<Commit> newestFirst) {
    List<String> lines = new ArrayList<>();
    // Of each lane the version at which it ends, or -1 where it is free.
    List<Long> lanes = new ArrayList<>();
    int width = lanesNeeded(newestFirst);
    for (Commit commit : newestFirst) {
      StringBuilder graph = new StringBuilder("*");
      int opened = raced(commit) ? open(lanes, commit.readVersion().getAsLong()) : -1;
      boolean across = opened >= 0 || ends(lanes, commit.version());
      int furthest = Math.max(opened, lastEnding(lanes, commit.version()));
      for (int lane = 0; lane < width; lane++) {
        long end = lane < lanes.size() ? lanes.get(lane) : -1;
        boolean here = lane == opened || end == commit.version();
        graph.append(across && lane <= furthest ? '─' : ' ');
        if (here) {
          graph.append(lane == opened ? '┐' : '┘');
        } else {
          boolean crossed = across && lane < furthest;
          graph.append(end >= 0 ? (crossed ? '┼' : '│') : crossed ? '─' : ' ');
        }
      }
      for (int lane = 0; lane < lanes.size(); lane++) {
        if (lanes.get(lane) == commit.version()) {
          lanes.set(lane, -1L);
        }
      }
      lines.add(
          "%s %d  %s%s".formatted(graph, commit.version(), commit.operation(), beside(commit)));
    }
    return lines;
  }

  private static boolean raced(Commit commit) {
    return commit.readVersion().isPresent()
        && commit.readVersion().getAsLong() < commit.version() - 1;
  }

  private static String beside(Commit commit) {
    if (commit.readVersion().isEmpty()) {
      return "";
    }
    long read = commit.readVersion().getAsLong();
    String beside =
        !raced(commit)
            ? ""
            : commit.version() - read == 2
                ? ", beside " + (commit.version() - 1)
                : ", beside %d to %d".formatted(read + 1, commit.version() - 1);
    return "  (read %d%s)".formatted(read, beside);
  }

  private static int open(List<Long> lanes, long end) {
    for (int lane = 0; lane < lanes.size(); lane++) {
      if (lanes.get(lane) < 0) {
        lanes.set(lane, end);
        return lane;
      }
    }
    lanes.add(end);
    return lanes.size() - 1;
  }

  private static boolean ends(List<Long> lanes, long version) {
    return lanes.contains(version);
  }

  private static int lastEnding(List<Long> lanes, long version) {
    return lanes.lastIndexOf(version);
  }

  private static int lanesNeeded(List<Commit> newestFirst) {
    int most = 0;
    for (Commit at : newestFirst) {
      int open =
          (int)
              newestFirst.stream()
                  .filter(LogGraph::raced)
                  .filter(
                      commit ->
                          commit.version() >= at.version()
                              && commit.readVersion().getAsLong() <= at.version())
                  .count();
      most = Math.max(most, open);
    }
    return Math.min(most, 12);
  }
}
