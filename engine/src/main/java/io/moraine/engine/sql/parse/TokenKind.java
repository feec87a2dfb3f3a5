package io.moraine.engine.sql.parse;

/** What a {@link Token} is. */
public enum TokenKind {
  /** A keyword or a name, which only the grammar tells apart. */
  WORD,
  /** A name in backquotes. */
  QUOTED_WORD,
  STRING,
  /** A number with its suffix. */
  NUMBER,
  /** An operator or a punctuation mark. */
  SYMBOL,
  /** The end of the text. */
  END
}
