package io.moraine.core.parquet.read;

import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.type.DataType;
import java.util.Arrays;

/** Reads a column within lists: as many levels for a row as it takes. */
final class RepeatedReader extends LeafReader {
  /** Levels decoded at once from a page. */
  private static final int WINDOW = 4096;

  /** A few bytes can stand for any number of levels: a batch of a column has this many at most. */
  private static final int MAX_ENTRIES = 32 << 20;

  private final int slotLevel;

  /** Arrays of batches before. */
  private byte[] lastDefinition = {};

  private byte[] lastRepetition = {};
  private byte[] lastValidity = {};
  private byte[] windowDefinition;
  private byte[] windowRepetition;
  private int windowAt;
  private int windowEnd;
  private boolean windowDefined;

  RepeatedReader(String file, SchemaNode.Leaf leaf, int slotLevel, DataType rawType) {
    super(file, leaf, rawType);
    this.slotLevel = slotLevel;
  }

  @Override
  void start(PageReader chunk) {
    super.start(chunk);
    windowAt = 0;
    windowEnd = 0;
  }

  @Override
  boolean isPageUsedUp() {
    return windowAt == windowEnd && pages.remaining() == 0;
  }

  @Override
  int skipSome() {
    if (windowAt == windowEnd && !nextWindow()) {
      throw fault("the chunk ends %d rows before its row group".formatted(pending));
    }
    int started = 0;
    int to = windowAt;
    for (; to < windowEnd; to++) {
      if (windowRepetition[to] == 0) {
        if (started == pending) {
          break;
        }
        started++;
      }
    }
    pages
        .values()
        .skip(windowDefined ? to - windowAt : present(windowDefinition, windowAt, to - windowAt));
    windowAt = to;
    if (to == windowEnd && started == pending) {
      // The last row may go on in the next window.
      skipRest();
    }
    return started;
  }

  /** Whether what comes after the window is certain to be a row, or nothing. */
  private boolean isAtRow() {
    return pages.remaining() == 0 && pages.canSkip();
  }

  private void skipRest() {
    while (windowAt == windowEnd && !isAtRow() && nextWindow()) {
      int to = windowAt;
      while (to < windowEnd && windowRepetition[to] != 0) {
        to++;
      }
      pages
          .values()
          .skip(windowDefined ? to - windowAt : present(windowDefinition, windowAt, to - windowAt));
      windowAt = to;
    }
  }

  @Override
  void fill(int rows, int[] selection, int count) {
    throw new AssertionError("Rows of different lengths cannot be selected from");
  }

  @Override
  void fill(int rows) {
    entries = 0;
    slots = 0;
    definition = room(lastDefinition, rows);
    repetition = room(lastRepetition, rows);
    validity = room(lastValidity, rows);
    sink.begin(rows);
    boolean allDefined = true;
    int started = 0;
    while (true) {
      if (windowAt == windowEnd && started == rows && isAtRow()) {
        break;
      }
      if (windowAt == windowEnd && !nextWindow()) {
        if (started < rows) {
          throw fault("the chunk ends %d rows before its row group".formatted(rows - started));
        }
        break;
      }
      int to = windowAt;
      for (; to < windowEnd; to++) {
        if (windowRepetition[to] == 0) {
          if (started == rows) {
            break;
          }
          started++;
        } else if (started == 0) {
          throw fault("the first row of a chunk or page begins within a list");
        }
      }
      boolean rowsEnd = to < windowEnd;
      allDefined &= windowDefined;
      take(to - windowAt);
      if (rowsEnd) {
        break;
      }
    }
    lastDefinition = definition;
    lastRepetition = repetition;
    lastValidity = validity;
    if (allDefined) {
      definition = null;
      validity = null;
    }
  }

  /** Decodes the next levels of the page, or of the next one; false at the chunk's end. */
  private boolean nextWindow() {
    if (pages.remaining() == 0) {
      sink.leavePage(slots);
      if (!pages.next()) {
        return false;
      }
    }
    if (windowRepetition == null) {
      windowRepetition = new byte[WINDOW];
      windowDefinition = new byte[WINDOW];
    }
    int count = Math.min(WINDOW, pages.remaining());
    decodeLevels(pages.repetition(), windowRepetition, 0, count, leaf().maxRepetition());
    windowDefined = pages.definition().skipIfAll(maxDefinition, count);
    if (windowDefined) {
      Arrays.fill(windowDefinition, 0, count, (byte) maxDefinition);
    } else {
      decodeLevels(pages.definition(), windowDefinition, 0, count, maxDefinition);
    }
    windowAt = 0;
    windowEnd = count;
    pages.take(count);
    return true;
  }

  /** Takes {@code count} levels of the window, and their values, into the batch. */
  private void take(int count) {
    if (count > MAX_ENTRIES - entries) {
      throw new UnsupportedFeatureException(
          "Cannot read a batch of %s: column '%s' has more than %d values in it; use smaller batches"
              .formatted(file(), leaf().path(), MAX_ENTRIES));
    }
    int needed = entries + count;
    if (needed > definition.length) {
      int size = ValueSink.grown(definition.length, needed);
      definition = Arrays.copyOf(definition, size);
      repetition = Arrays.copyOf(repetition, size);
      validity = Arrays.copyOf(validity, size);
    }
    System.arraycopy(windowRepetition, windowAt, repetition, entries, count);
    System.arraycopy(windowDefinition, windowAt, definition, entries, count);
    int slot = slots;
    int present = 0;
    for (int i = windowAt; i < windowAt + count; i++) {
      int level = windowDefinition[i];
      int valid = level == maxDefinition ? 1 : 0;
      validity[slot] = (byte) valid;
      present += valid;
      slot += level >= slotLevel ? 1 : 0;
    }
    sink.ensure(slot);
    sink.append(pages.values(), present, validity, slots, slot - slots);
    slots = slot;
    entries = needed;
    windowAt += count;
  }
}
