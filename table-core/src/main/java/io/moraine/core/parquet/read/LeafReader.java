package io.moraine.core.parquet.read;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.MoraineException;
import io.moraine.core.parquet.decode.HybridDecoder;
import io.moraine.core.parquet.decode.MalformedPage;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.type.DataType;

/**
 * Reads one column of the file, a batch at a time: its levels, and its values by slot.
 *
 * <p>There is a slot wherever the definition level is {@code slotLevel} at least: for each row, or
 * for each element of the innermost list that the column lies in.
 */
abstract sealed class LeafReader permits FlatReader, RepeatedReader {
  private final String file;
  private final SchemaNode.Leaf leaf;
  private final PageBuffer buffer = new PageBuffer();
  private ColumnVector vector;
  final ValueSink sink;
  final int maxDefinition;

  PageReader pages;
  int entries;
  byte[] definition;
  byte[] repetition;
  int slots;
  byte[] validity;

  /** Rows to step over before the next is read. */
  long pending;

  LeafReader(String file, SchemaNode.Leaf leaf, DataType rawType) {
    this.file = file;
    this.leaf = leaf;
    this.sink = ValueSink.of(leaf.physicalType(), rawType);
    this.maxDefinition = leaf.maxDefinition();
  }

  /** A reader of {@code leaf} into vectors of {@code rawType}. */
  static LeafReader of(String file, SchemaNode.Leaf leaf, int slotLevel, DataType rawType) {
    return leaf.maxRepetition() == 0
        ? new FlatReader(file, leaf, rawType)
        : new RepeatedReader(file, leaf, slotLevel, rawType);
  }

  SchemaNode.Leaf leaf() {
    return leaf;
  }

  String file() {
    return file;
  }

  /** From now on a batch is valid until the next one is read. */
  void pass() {
    sink.pass();
  }

  /** Whether a batch is valid only until the next one is read. */
  boolean isPassing() {
    return sink.passing;
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
  }

  /** Steps over the next {@code rows} rows, once another is read: then whole pages fall out. */
  void skip(long rows) {
    pending += rows;
  }

  private void skipPending() {
    while (pending > 0) {
      if (isPageUsedUp() && pages.canSkip()) {
        pending -= pages.skipPages(pending);
        if (pages.remaining() == 0) {
          throw fault("the chunk ends %d rows before its row group".formatted(pending));
        }
      }
      if (pending > 0) {
        pending -= skipSome();
      }
    }
  }

  /** Whether nothing is left of the page at hand. */
  abstract boolean isPageUsedUp();

  /** Steps over some of the pending rows of the page, and returns how many. */
  abstract int skipSome();

  /** Fills {@link #sink} and the levels with the next {@code rows} rows. */
  abstract void fill(int rows);

  /**
   * Fills {@link #sink} and the levels with rows {@code selection[0 .. count)} of the next {@code
   * rows} ones, and steps over the others.
   */
  abstract void fill(int rows, int[] selection, int count);

  /** Reads the next {@code rows} rows. */
  void load(int rows) {
    try {
      skipPending();
      fill(rows);
      vector = sink.build(slots, validity);
    } catch (MoraineException e) {
      throw e;
    } catch (MalformedPage | IndexOutOfBoundsException e) {
      throw fault(e);
    }
  }

  /**
   * Reads rows {@code selection[0 .. count)}, which ascend, of the next {@code rows} ones, and
   * steps over the others. Not for a column within lists.
   */
  void load(int rows, int[] selection, int count) {
    try {
      skipPending();
      fill(rows, selection, count);
      vector = sink.build(count, validity);
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

  CorruptFileException fault(String problem) {
    return new CorruptFileException(
        file, pages.pagePosition(), "column '%s': %s".formatted(leaf.path(), problem));
  }

  /** An array of {@code size} levels at least, which is {@code last} if that can be used again. */
  byte[] room(byte[] last, int size) {
    return sink.passing && last.length >= size ? last : new byte[size];
  }

  /** How many of {@code levels[at .. at + count)} are the highest. */
  int present(byte[] levels, int at, int count) {
    if (maxDefinition == 1) {
      return HybridDecoder.sum(levels, at, count);
    }
    int present = 0;
    for (int i = at; i < at + count; i++) {
      present += levels[i] == maxDefinition ? 1 : 0;
    }
    return present;
  }

  static void decodeLevels(HybridDecoder levels, byte[] target, int at, int count, int max) {
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
}
