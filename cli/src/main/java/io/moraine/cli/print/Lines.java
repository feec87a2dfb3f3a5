package io.moraine.cli.print;

import java.io.PrintWriter;

/** Collects text and prints it in large parts, for a writer that flushes each line is slow. */
final class Lines {
  private static final int PART_CHARS = 64 << 10;

  private final PrintWriter out;
  private final StringBuilder text = new StringBuilder();

  Lines(PrintWriter out) {
    this.out = out;
  }

  /** To append to; ends its lines itself. */
  StringBuilder text() {
    return text;
  }

  /** Prints if there is enough; returns whether anyone still reads. */
  boolean printMuch() {
    return text.length() < PART_CHARS || printAll();
  }

  /** Prints what there is; returns whether anyone still reads. */
  boolean printAll() {
    out.print(text);
    text.setLength(0);
    return !out.checkError();
  }
}
