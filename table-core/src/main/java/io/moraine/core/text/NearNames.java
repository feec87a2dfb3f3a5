package io.moraine.core.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what a mistyped name may have been meant to be. */
public final class NearNames {
  private static final int SHORT_NAME = 4;
  private static final int MOST = 3;

  private NearNames() {}

  /**
   * Those of {@code candidates} that {@code name} is near to, the nearest first, at most three: one
   * edit away for up to four letters, two for more. An edit adds, drops or replaces a letter or
   * swaps two; case makes no difference.
   */
  public static List<String> of(String name, Collection<String> candidates) {
    record Near(String candidate, int distance) {}
    String wanted = name.toLowerCase(Locale.ROOT);
    int allowed = wanted.length() <= SHORT_NAME ? 1 : 2;
    return candidates.stream()
        .map(
            candidate ->
                new Near(candidate, distance(wanted, candidate.toLowerCase(Locale.ROOT), allowed)))
        .filter(near -> near.distance() <= allowed)
        .filter(near -> near.distance() < near.candidate().length() - 1)
        .sorted(Comparator.comparingInt(Near::distance))
        .limit(MOST)
        .map(Near::candidate)
        .toList();
  }

  /** The nearest of {@code candidates}, if one is near and {@code name} is none of them. */
  public static Optional<String> nearest(String name, Collection<String> candidates) {
    return of(name, candidates).stream().findFirst().filter(near -> !near.equalsIgnoreCase(name));
  }

  /** {@code "; did you mean a or b?"}, or nothing if none is near. */
  public static String question(String name, Collection<String> candidates) {
    List<String> near = of(name, candidates);
    return near.isEmpty() ? "" : "; did you mean %s?".formatted(String.join(" or ", near));
  }

  /** How many edits lead from one to the other; more than {@code most} if it is more. */
  private static int distance(String a, String b, int most) {
    if (Math.abs(a.length() - b.length()) > most) {
      return most + 1;
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
