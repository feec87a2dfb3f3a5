package io.moraine.cli.print;

import java.util.Locale;

/** How rows are printed. */
public enum OutputFormat {
  /** Aligned, for people. */
  TABLE,
  /** RFC 4180, with a header. */
  CSV,
  /** A JSON object a line. */
  JSON,
  /** Apache Parquet; only to a file. */
  PARQUET;

  /** The name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
