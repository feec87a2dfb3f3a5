package io.moraine.engine.file.json;

import io.moraine.core.error.InvalidInputException;
import io.moraine.engine.file.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A file's lines as ranges of bytes; those of white space alone are passed over. */
final class Lines implements AutoCloseable {
  private static final int START_BYTES = 256 << 10;
  private static final int MAX_LINE_BYTES = 1 << 30;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final SourceFile file;
  private final InputStream in;
  private byte[] buffer = new byte[START_BYTES];
  private int filled;
  private boolean ended;
  private int nextStart;
  private int from;
  private int to;
  private long line;

  Lines(SourceFile file) {
    this.file = file;
    this.in = file.open();
  }

  /** Moves to the next line that holds something. */
  boolean next() {
    do {
      if (!advance()) {
        return false;
      }
      line++;
      if (line == 1
          && to - from >= 3
          && Arrays.equals(buffer, from, from + 3, BYTE_ORDER_MARK, 0, 3)) {
        from += 3;
      }
    } while (isBlank());
    return true;
  }

  private boolean advance() {
    int scanned = nextStart;
    while (true) {
      for (int i = scanned; i < filled; i++) {
        if (buffer[i] == '\n') {
          from = nextStart;
          to = i;
          nextStart = i + 1;
          return true;
        }
      }
      if (ended) {
        from = nextStart;
        to = filled;
        nextStart = filled;
        return from < to;
      }
      scanned = filled - nextStart;
      fill();
    }
  }

  private void fill() {
    int kept = filled - nextStart;
    if (kept == buffer.length) {
      if (kept >= MAX_LINE_BYTES) {
        throw new InvalidInputException(
            "Cannot read %s, line %d: it is longer than %d bytes"
                .formatted(file.location(), line + 1, MAX_LINE_BYTES));
      }
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    } else {
      System.arraycopy(buffer, nextStart, buffer, 0, kept);
    }
    nextStart = 0;
    filled = kept;
    try {
      int count = in.read(buffer, filled, buffer.length - filled);
      if (count < 0) {
        ended = true;
      } else {
        filled += count;
      }
    } catch (IOException e) {
      throw file.failure(e);
    }
  }

  private boolean isBlank() {
    for (int i = from; i < to; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  byte[] bytes() {
    return buffer;
  }

  int from() {
    return from;
  }

  int length() {
    return to - from;
  }

  /** The line's number, from 1. */
  long line() {
    return line;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw file.failure(e);
    }
  }
}
