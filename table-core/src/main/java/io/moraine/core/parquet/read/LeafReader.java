package io.moraine.core.parquet.read;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.MoraineException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.parquet.decode.HybridDecoder;
import io.moraine.core.parquet.decode.MalformedPage;
import io.moraine.core.parquet.decode.ValueDecoder;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.type.DataType;
import java.util.Arrays;

/**
 * Reads one column of the file, a batch at a time: its levels, and its values by slot.
 *
 * <p>There is a slot wherever the definition level is {@code slotLevel} at least: for each row, or
 * for each element of the innermost list that the column lies in.
 */
final class LeafReader {
  /** Levels decoded at once from a page of a repeated column. */
  private static final int WINDOW = 4096;

  /** A few bytes can stand for any number of levels: a batch of a column has this many at most. */
  private static final int MAX_ENTRIES = 32 << 20;

  private final String file;
  private final SchemaNode.Leaf leaf;
  private final int slotLevel;
  private final ValueSink sink;
  private final int maxDefinition;

  private final PageBuffer buffer = new PageBuffer();
  private PageReader pages;
  private int entries;
  private byte[] definition;
  private byte[] repetition;
  private int slots;
  private byte[] validity;
  private ColumnVector vector;

  /** Whether the arrays of a batch are used again for the next one. */
  private boolean passing;

  // The last batch's, if they are.
  private byte[] keptDefinition = {};
  private byte[] keptRepetition = {};
  private byte[] keptValidity = {};

  /** Rows to step over before the next is read. */
  private long pending;

  /** Levels of rows that are stepped over. */
  private byte[] scratch = new byte[0];

  private boolean scratchDefined;

  private byte[] windowDefinition;
  private byte[] windowRepetition;
  private int windowAt;
  private int windowEnd;
  private boolean windowDefined;

  /** Reads {@code leaf} into vectors of {@code rawType}. */
  LeafReader(String file, SchemaNode.Leaf leaf, int slotLevel, DataType rawType) {
    this.file = file;
    this.leaf = leaf;
    this.slotLevel = slotLevel;
    this.sink = ValueSink.of(leaf.physicalType(), rawType);
    this.maxDefinition = leaf.maxDefinition();
  }

  SchemaNode.Leaf leaf() {
    return leaf;
  }

  /** From now on a batch is valid until the next one is read. */
  void pass() {
    passing = true;
    sink.pass();
  }

  /** How many levels the batch has. */
  int entries() {
    return entries;
  }

  /** The batch's definition levels, or null if all are the column's highest. */
  byte[] definition() {
    return definition;
  }

  /** The batch's repetition levels, or null for a column within no list. */
  byte[] repetition() {
    return repetition;
  }

  /** The batch's values by slot. */
  ColumnVector vector() {
    return vector;
  }

  /** What pages are decompressed into, from one chunk to the next. */
  PageBuffer buffer() {
    return buffer;
  }

  /** Starts a row group's chunk. */
  void start(PageReader chunk) {
    pages = chunk;
    pending = 0;
    windowAt = 0;
    windowEnd = 0;
  }

  /** Steps over the next {@code rows} rows, once another is read: then whole pages fall out. */
  void skip(long rows) {
    pending += rows;
  }

  private void skipPending() {
    while (pending > 0) {
      int left = leaf.maxRepetition() == 0 ? pages.remaining() : windowEnd - windowAt;
      if (left == 0 && pages.remaining() == 0 && pages.canSkip()) {
        pending -= pages.skipPages(pending);
        if (pages.remaining() == 0) {
          throw fault("the chunk ends %d rows before its row group".formatted(pending));
        }
      }
      if (pending > 0) {
        pending -= leaf.maxRepetition() == 0 ? skipFlat() : skipRepeated();
      }
    }
  }

  /** Steps over rows of the page, and returns how many. */
  private int skipFlat() {
    int count = (int) Math.min(pages.remaining(), pending);
    pages.values().skip(presentIn(count));
    pages.take(count);
    return count;
  }

  /**
   * Steps over levels of the page, leaving them in {@link #scratch}; returns how many are values.
   */
  private int presentIn(int count) {
    scratchDefined = maxDefinition == 0 || pages.definition().skipIfAll(maxDefinition, count);
    if (scratchDefined) {
      return count;
    }
    if (scratch.length < count) {
      scratch = new byte[count];
    }
    decodeLevels(pages.definition(), scratch, 0, count, maxDefinition);
    return present(scratch, 0, count);
  }

  private int present(byte[] levels, int at, int count) {
    if (maxDefinition == 1) {
      return HybridDecoder.sum(levels, at, count);
    }
    int present = 0;
    for (int i = at; i < at + count; i++) {
      present += levels[i] == maxDefinition ? 1 : 0;
    }
    return present;
  }

  /** Steps over rows of the window, and returns how many began. */
  private int skipRepeated() {
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

  /**
   * Reads rows {@code selection[0 .. count)}, which ascend, of the next {@code rows} ones, and
   * steps over the others. Not for a column within lists.
   */
  void load(int rows, int[] selection, int count) {
    try {
      skipPending();
      loadSelected(rows, selection, count);
      vector = sink.build(count, validity);
      keep();
    } catch (MoraineException e) {
      throw e;
    } catch (MalformedPage | IndexOutOfBoundsException e) {
      throw fault(e);
    }
  }

  private void loadSelected(int rows, int[] selection, int count) {
    entries = count;
    slots = count;
    definition = null;
    validity = null;
    sink.begin(count);
    int from = 0;
    int next = 0;
    while (next < count) {
      if (pages.remaining() == 0) {
        sink.leavePage(next);
        int wanted = selection[next] - from;
        from += (int) pages.skipPages(wanted);
        if (pages.remaining() == 0) {
          throw fault("the chunk ends %d rows before its row group".formatted(rows - from));
        }
      }
      int to = Math.min(rows, from + pages.remaining());
      int first = next;
      while (next < count && selection[next] < to) {
        next++;
      }
      ValueDecoder values = pages.values();
      int present = presentIn(to - from);
      if (next == first) {
        values.skip(present);
      } else if (scratchDefined) {
        appendRuns(values, selection, first, next, from, to);
      } else {
        appendRunsWithNulls(values, selection, first, next, from, to, count);
      }
      pages.take(to - from);
      from = to;
    }
    pending = (long) rows - from;
  }

  /** Appends the selected values of rows {@code from .. to}, all of which are there. */
  private void appendRuns(
      ValueDecoder values, int[] selection, int first, int next, int from, int to) {
    if (definition != null) {
      Arrays.fill(definition, first, next, (byte) maxDefinition);
      Arrays.fill(validity, first, next, (byte) 1);
    }
    int at = from;
    int i = first;
    while (i < next) {
      int run = i + 1;
      while (run < next && selection[run] - selection[i] == run - i) {
        run++;
      }
      if (selection[i] > at) {
        values.skip(selection[i] - at);
      }
      sink.append(values, run - i, null, i, run - i);
      at = selection[run - 1] + 1;
      i = run;
    }
    if (at < to) {
      values.skip(to - at);
    }
  }

  private void appendRunsWithNulls(
      ValueDecoder values, int[] selection, int first, int next, int from, int to, int count) {
    if (definition == null) {
      definition = array(keptDefinition, count);
      validity = maxDefinition == 1 ? definition : array(keptValidity, count);
      Arrays.fill(definition, 0, first, (byte) maxDefinition);
      Arrays.fill(validity, 0, first, (byte) 1);
    }
    int at = from;
    int i = first;
    while (i < next) {
      int run = i + 1;
      while (run < next && selection[run] - selection[i] == run - i) {
        run++;
      }
      int skipped = present(scratch, at - from, selection[i] - at);
      if (skipped > 0) {
        values.skip(skipped);
      }
      int present = 0;
      for (int k = i; k < run; k++) {
        byte level = scratch[selection[k] - from];
        int valid = level == maxDefinition ? 1 : 0;
        definition[k] = level;
        validity[k] = (byte) valid;
        present += valid;
      }
      sink.append(values, present, validity, i, run - i);
      at = selection[run - 1] + 1;
      i = run;
    }
    int rest = present(scratch, at - from, to - at);
    if (rest > 0) {
      values.skip(rest);
    }
  }

  /** Reads the next {@code rows} rows. */
  void load(int rows) {
    try {
      skipPending();
      if (leaf.maxRepetition() == 0) {
        loadFlat(rows);
      } else {
        loadRepeated(rows);
      }
      vector = sink.build(slots, validity);
      keep();
    } catch (MoraineException e) {
      throw e;
    } catch (MalformedPage | IndexOutOfBoundsException e) {
      throw fault(e);
    }
  }

  private static byte[] array(byte[] kept, int size) {
    return kept.length >= size ? kept : new byte[size];
  }

  private void keep() {
    if (passing && definition != null) {
      keptDefinition = definition;
      keptRepetition = repetition == null ? keptRepetition : repetition;
      // For a column that is not nested they are one array.
      keptValidity = validity == definition ? keptValidity : validity;
    }
  }

  /** The error for {@code cause}, which a page's bytes led to. */
  CorruptFileException fault(RuntimeException cause) {
    return new CorruptFileException(
        file,
        pages.pagePosition(),
        "cannot decode a page of column '%s': %s".formatted(leaf.path(), cause.getMessage()),
        cause);
  }

  private CorruptFileException fault(String problem) {
    return new CorruptFileException(
        file, pages.pagePosition(), "column '%s': %s".formatted(leaf.path(), problem));
  }

  private void loadFlat(int rows) {
    entries = rows;
    slots = rows;
    definition = null;
    validity = null;
    sink.begin(rows);
    int done = 0;
    while (done < rows) {
      if (pages.remaining() == 0) {
        sink.leavePage(done);
        if (!pages.next()) {
          throw fault("the chunk ends %d rows before its row group".formatted(rows - done));
        }
      }
      int count = Math.min(pages.remaining(), rows - done);
      int present = count;
      if (maxDefinition > 0 && !pages.definition().skipIfAll(maxDefinition, count)) {
        present = decodeDefinition(rows, done, count);
      } else if (definition != null) {
        Arrays.fill(definition, done, done + count, (byte) maxDefinition);
        Arrays.fill(validity, done, done + count, (byte) 1);
      }
      sink.append(pages.values(), present, validity, done, count);
      pages.take(count);
      done += count;
    }
  }

  /** Decodes levels into the batch's array, and returns how many values are there. */
  private int decodeDefinition(int rows, int at, int count) {
    if (definition == null) {
      definition = array(keptDefinition, rows);
      Arrays.fill(definition, 0, at, (byte) maxDefinition);
      if (maxDefinition == 1) {
        validity = definition;
      } else {
        validity = array(keptValidity, rows);
        Arrays.fill(validity, 0, at, (byte) 1);
      }
    }
    decodeLevels(pages.definition(), definition, at, count, maxDefinition);
    if (maxDefinition == 1) {
      return HybridDecoder.sum(definition, at, count);
    }
    int present = 0;
    for (int i = at; i < at + count; i++) {
      int valid = definition[i] == maxDefinition ? 1 : 0;
      validity[i] = (byte) valid;
      present += valid;
    }
    return present;
  }

  private static void decodeLevels(
      HybridDecoder levels, byte[] target, int at, int count, int max) {
    levels.decode(target, at, count);
    if ((max & max + 1) != 0) {
      int highest = 0;
      for (int i = at; i < at + count; i++) {
        highest = Math.max(highest, target[i]);
      }
      if (highest > max) {
        throw new MalformedPage("a level is %d, but %d is the highest".formatted(highest, max));
      }
    }
  }

  private void loadRepeated(int rows) {
    entries = 0;
    slots = 0;
    definition = array(keptDefinition, rows);
    repetition = array(keptRepetition, rows);
    validity = array(keptValidity, rows);
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
    if (allDefined) {
      keep();
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
    decodeLevels(pages.repetition(), windowRepetition, 0, count, leaf.maxRepetition());
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
              .formatted(file, leaf.path(), MAX_ENTRIES));
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
