package io.moraine.engine.sql.parse;

import java.util.Collection;
import java.util.Optional;

/** Finds the keyword that a mistyped word is nearest to. */
final class Suggestion {
  private Suggestion() {}

  /**
   * The nearest of {@code keywords} to {@code word}, both in upper case, if it is near: one edit
   * for up to four letters, two for more. An edit adds, drops or replaces a letter or swaps two.
   */
  static Optional<String> nearest(String word, Collection<String> keywords) {
    String best = null;
    int bestDistance = word.length() <= 4 ? 2 : 3;
    for (String keyword : keywords) {
      if (keyword.length() < 2 || !Character.isLetter(keyword.charAt(0))) {
        continue;
      }
      int distance = distance(word, keyword);
      if (distance > 0 && distance < bestDistance && distance < keyword.length() - 1) {
        best = keyword;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 2) {
      return Integer.MAX_VALUE;
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
