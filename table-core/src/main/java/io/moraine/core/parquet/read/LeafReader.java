package io.moraine.core.parquet.read;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.MoraineException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.parquet.decode.HybridDecoder;
import io.moraine.core.parquet.decode.MalformedPage;
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
    windowAt = 0;
    windowEnd = 0;
  }

  /** Steps over the next {@code rows} rows: without decompressing whole pages, if it can. */
  void skip(long rows) {
    long left = rows;
    while (left > 0) {
      if (leaf.maxRepetition() == 0 && pages.remaining() == 0) {
        left -= skipPages(left);
      }
      int step = (int) Math.min(left, WINDOW);
      if (leaf.maxRepetition() == 0 && pages.remaining() > 0) {
        step = Math.min(step, pages.remaining());
      }
      if (step > 0) {
        load(step);
        left -= step;
      }
    }
  }

  private long skipPages(long rows) {
    try {
      return pages.skipPages(rows);
    } catch (MalformedPage | IndexOutOfBoundsException e) {
      throw fault(e);
    }
  }

  /** Reads the next {@code rows} rows. */
  void load(int rows) {
    try {
      if (leaf.maxRepetition() == 0) {
        loadFlat(rows);
      } else {
        loadRepeated(rows);
      }
      vector = sink.build(slots, validity);
    } catch (MoraineException e) {
      throw e;
    } catch (MalformedPage | IndexOutOfBoundsException e) {
      throw fault(e);
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
      if (pages.remaining() == 0 && !pages.next()) {
        throw fault("the chunk ends %d rows before its row group".formatted(rows - done));
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
      definition = new byte[rows];
      Arrays.fill(definition, 0, at, (byte) maxDefinition);
      if (maxDefinition == 1) {
        validity = definition;
      } else {
        validity = new byte[rows];
        Arrays.fill(validity, 0, at, (byte) 1);
      }
    }
    decodeLevels(pages.definition(), definition, at, count, maxDefinition);
    int present = 0;
    if (maxDefinition == 1) {
      present = HybridDecoder.sum(definition, at, count);
    } else {
      for (int i = at; i < at + count; i++) {
        int valid = definition[i] == maxDefinition ? 1 : 0;
        validity[i] = (byte) valid;
        present += valid;
      }
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
    definition = new byte[rows];
    repetition = new byte[rows];
    validity = new byte[rows];
    sink.begin(rows);
    boolean allDefined = true;
    int started = 0;
    while (true) {
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
      definition = null;
      validity = null;
    }
  }

  /** Decodes the next levels of the page, or of the next one; false at the chunk's end. */
  private boolean nextWindow() {
    if (pages.remaining() == 0 && !pages.next()) {
      return false;
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
