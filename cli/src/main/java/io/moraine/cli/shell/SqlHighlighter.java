package io.moraine.cli.shell;

import java.util.List;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours keywords, functions, strings, numbers and comments as they are typed. */
final class SqlHighlighter implements Highlighter {
  private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;

  @Override
  public AttributedString highlight(LineReader reader, String text) {
    return coloured(text);
  }

  /** The text with its colours. */
  static AttributedString coloured(String text) {
    AttributedStringBuilder builder = new AttributedStringBuilder();
    if (text.startsWith(".") || text.startsWith("\\")) {
      return builder.styled(PLAIN.foreground(AttributedStyle.CYAN), text).toAttributedString();
    }
    List<SqlScan.Piece> pieces = SqlScan.pieces(text);
    for (int i = 0; i < pieces.size(); i++) {
      boolean called = i + 1 < pieces.size() && pieces.get(i + 1).text().equals("(");
      builder.styled(style(pieces.get(i), called), pieces.get(i).text());
    }
    return builder.toAttributedString();
  }

  private static AttributedStyle style(SqlScan.Piece piece, boolean called) {
    return switch (piece.kind()) {
      case WORD ->
          called && Words.isFunction(piece.text())
              ? PLAIN.foreground(AttributedStyle.CYAN)
              : Words.isKeyword(piece.text())
                  ? PLAIN.bold().foreground(AttributedStyle.BLUE)
                  : PLAIN;
      case STRING -> PLAIN.foreground(AttributedStyle.GREEN);
      case NUMBER -> PLAIN.foreground(AttributedStyle.YELLOW);
      case COMMENT -> PLAIN.faint();
      case QUOTED_NAME, SYMBOL, BLANK -> PLAIN;
    };
  }
}
