package io.moraine.cli.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * Offers what may stand at the cursor: keywords, tables, columns of the tables named, functions.
 */
final class SqlCompleter implements Completer {
  private static final Set<String> BEFORE_A_TABLE =
      Set.of(
          "FROM", "JOIN", "INTO", "UPDATE", "TABLE", "DESCRIBE", "OPTIMIZE", "VACUUM", "HISTORY");

  private final LakeNames names;
  private final Collection<String> commands;

  SqlCompleter(LakeNames names, Collection<String> commands) {
    this.names = names;
    this.commands = commands;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    candidates.addAll(candidates(line.line(), line.cursor()));
  }

  /** What may stand at the cursor, by the word before it. */
  List<Candidate> candidates(String line, int cursor) {
    String before = line.substring(0, Math.min(cursor, line.length()));
    List<Candidate> found = new ArrayList<>();
    if (before.stripLeading().startsWith(".")) {
      String word = before.stripLeading();
      add(found, commands, word, "command", "");
      names.tables().forEach(table -> add(found, List.of(table), lastWord(before), "table", ""));
      return found;
    }
    String word = lastWord(before);
    if (!isInText(before)) {
      boolean table = BEFORE_A_TABLE.contains(wordBefore(before, word).toUpperCase(Locale.ROOT));
      add(found, names.tables(), word, "table", "");
      if (!table) {
        add(found, names.columns(line), word, "column", "");
        add(found, Words.functionNames(), word, "function", "(");
      }
      for (String keyword : Words.keywords()) {
        boolean lower = !word.isEmpty() && Character.isLowerCase(word.charAt(0));
        add(
            found,
            List.of(lower ? keyword.toLowerCase(Locale.ROOT) : keyword),
            word,
            "keyword",
            "");
      }
    }
    return found;
  }

  private static boolean isInText(String before) {
    List<SqlScan.Piece> pieces = SqlScan.pieces(before);
    return !pieces.isEmpty() && !pieces.get(pieces.size() - 1).ended();
  }

  private static String lastWord(String before) {
    int from = before.length();
    while (from > 0
        && (Character.isLetterOrDigit(before.charAt(from - 1)) || before.charAt(from - 1) == '_')) {
      from--;
    }
    return before.substring(from);
  }

  private static String wordBefore(String before, String word) {
    return lastWord(before.substring(0, before.length() - word.length()).stripTrailing());
  }

  private static void add(
      List<Candidate> found, Collection<String> texts, String word, String group, String after) {
    for (String text : texts) {
      if (text.regionMatches(true, 0, word, 0, word.length()) && !text.equals(word)) {
        found.add(new Candidate(text + after, text, group, null, null, null, after.isEmpty()));
      }
    }
  }
}
