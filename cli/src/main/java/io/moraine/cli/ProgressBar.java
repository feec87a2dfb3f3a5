package io.moraine.cli;

import io.moraine.Progress;
import io.moraine.cli.print.TerminalWidth;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Shows on standard error how far a command is: one line that changes, on a terminal; elsewhere a
 * line now and then, so that logs stay short.
 */
final class ProgressBar implements AutoCloseable {
  private static final int CELLS = 30;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long TERMINAL_NANOS = NANOS_PER_SECOND / 10;
  private static final long LOG_NANOS = 10 * NANOS_PER_SECOND;

  private final String what;
  private final PrintWriter err;
  private final boolean terminal;
  private final long startNanos = System.nanoTime();
  private long shownNanos = startNanos;
  private boolean shown;

  ProgressBar(String what, PrintWriter err) {
    this(what, err, TerminalWidth.isTerminal());
  }

  ProgressBar(String what, PrintWriter err, boolean terminal) {
    this.what = what;
    this.err = err;
    this.terminal = terminal;
  }

  /** Shows {@code progress}, unless it has just shown another. */
  synchronized void show(Progress progress) {
    long now = System.nanoTime();
    if (now - shownNanos < (terminal ? TERMINAL_NANOS : LOG_NANOS)) {
      return;
    }
    shownNanos = now;
    shown = true;
    String line = line(what, progress, (now - startNanos) / (double) NANOS_PER_SECOND);
    if (terminal) {
      err.print("\r" + line + "\u001b[K");
      err.flush();
    } else {
      err.println(line);
    }
  }

  /** {@code optimize [#####-----] 10 of 20 files, 1.2 MB of 2.4 MB, 3.1 MB/s, 12 s left}. */
  static String line(String what, Progress progress, double seconds) {
    boolean bytes = progress.bytesTotal() > 0;
    double part =
        bytes
            ? progress.bytesDone() / (double) progress.bytesTotal()
            : progress.filesDone() / (double) Math.max(1, progress.filesTotal());
    int full = (int) Math.round(Math.min(1, part) * CELLS);
    double elapsed = Math.max(1e-3, seconds);
    String rate =
        bytes
            ? Sizes.bytes((long) (progress.bytesDone() / elapsed)) + "/s"
            : String.format(Locale.ROOT, "%.0f files/s", progress.filesDone() / elapsed);
    return String.format(
        Locale.ROOT,
        "%s [%s%s] %d of %d files, %s of %s, %s, %s",
        what,
        "#".repeat(full),
        "-".repeat(CELLS - full),
        progress.filesDone(),
        progress.filesTotal(),
        Sizes.bytes(progress.bytesDone()),
        Sizes.bytes(progress.bytesTotal()),
        rate,
        part > 0
            ? String.format(Locale.ROOT, "%.0f s left", seconds * (1 - part) / part)
            : "starting");
  }

  @Override
  public synchronized void close() {
    if (terminal && shown) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
