package io.moraine.cli.shell;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Asks for more lines until a statement is whole; finds the word that is completed. */
final class StatementParser implements Parser {
  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    boolean command = line.startsWith(".") || line.startsWith("\\");
    if (context == ParseContext.ACCEPT_LINE && !command && !SqlScan.isComplete(line)) {
      throw new EOFError(-1, cursor, "The statement goes on", ";");
    }
    int from = cursor;
    while (from > 0 && isWordPart(line.charAt(from - 1), command)) {
      from--;
    }
    return new Word(line, cursor, line.substring(from, cursor));
  }

  private static boolean isWordPart(char c, boolean command) {
    return Character.isLetterOrDigit(c) || c == '_' || (command && (c == '.' || c == '\\'));
  }

  /** A line of which one word counts. */
  private record Word(String line, int cursor, String word) implements CompletingParsedLine {
    @Override
    public int wordCursor() {
      return word.length();
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return word.length();
    }

    @Override
    public int rawWordLength() {
      return word.length();
    }
  }
}
