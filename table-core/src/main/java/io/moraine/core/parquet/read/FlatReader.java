package io.moraine.core.parquet.read;

import io.moraine.core.parquet.decode.HybridDecoder;
import io.moraine.core.parquet.decode.ValueDecoder;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.type.DataType;
import java.util.Arrays;

/** Reads a column within no list: a level, and so a slot, for each row. */
final class FlatReader extends LeafReader {
  /** A few bytes can stand for any number of levels: so many are stepped over at once. */
  private static final int SKIPPED_ROWS = 1 << 16;

  /** Levels of rows that are stepped over. */
  private byte[] scratch = new byte[0];

  private boolean scratchDefined;

  /** Arrays of batches before. */
  private byte[] lastDefinition = {};

  private byte[] lastValidity = {};

  FlatReader(String file, SchemaNode.Leaf leaf, DataType rawType) {
    super(file, leaf, rawType);
  }

  @Override
  boolean isPageUsedUp() {
    return pages.remaining() == 0;
  }

  @Override
  int skipSome() {
    int count = (int) Math.min(Math.min(pages.remaining(), SKIPPED_ROWS), pending);
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

  @Override
  void fill(int rows, int[] selection, int count) {
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
      startLevels(count, first);
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

  @Override
  void fill(int rows) {
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
      startLevels(rows, at);
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

  /** Begins to keep levels, since not all are the highest any more; the first {@code all} were. */
  private void startLevels(int rows, int all) {
    lastDefinition = room(lastDefinition, rows);
    definition = lastDefinition;
    Arrays.fill(definition, 0, all, (byte) maxDefinition);
    if (maxDefinition == 1) {
      validity = definition;
    } else {
      lastValidity = room(lastValidity, rows);
      validity = lastValidity;
      Arrays.fill(validity, 0, all, (byte) 1);
    }
  }
}
