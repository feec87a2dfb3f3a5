package io.moraine.cli.shell;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Hands lines that are more than a screen to {@code less}; fewer are printed as they are, as are
 * all where there is no such program.
 */
public final class Pager extends Writer {
  private final Writer screen;
  private final int height;
  private final StringBuilder held = new StringBuilder();
  private int lines;
  private @Nullable Process process;
  private Writer to;

  /** Prints to {@code screen}, which is {@code height} lines high. */
  public Pager(Writer screen, int height) {
    this.screen = screen;
    this.height = height;
    this.to = screen;
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    if (process != null || lines < 0) {
      to.write(text, from, length);
      return;
    }
    held.append(text, from, length);
    for (int i = from; i < from + length; i++) {
      lines += text[i] == '\n' ? 1 : 0;
    }
    if (lines >= height) {
      start();
      to.append(held);
      held.setLength(0);
    }
  }

  private void start() {
    try {
      // Quits if all fits, keeps colours, cuts long lines, and leaves the text on the screen.
      process =
          new ProcessBuilder("less", "-FRSX")
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      to = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      lines = -1;
    }
  }

  @Override
  public void flush() throws IOException {
    if (process == null && lines >= 0) {
      // What fits a screen can wait for the end.
      return;
    }
    to.flush();
  }

  /** Prints what is left, and waits until the reader has seen enough. */
  @Override
  public void close() throws IOException {
    if (process == null) {
      screen.append(held);
      held.setLength(0);
      screen.flush();
      return;
    }
    try (Writer last = to) {
      last.flush();
    } catch (IOException e) {
      // The reader has left before the end.
    }
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
