package io.moraine.log.state;

import io.moraine.core.env.Parallel;
import io.moraine.core.prune.Outcome;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.json.LoggedFile;
import io.moraine.log.path.DataPaths;
import io.moraine.log.stats.FileSkipping;
import io.moraine.log.stats.FileStatistics;
import io.moraine.log.stats.StatisticsTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Files in blocks, which other states may share. */
public final class BlockFiles implements LiveFiles {
  private static final int SAMPLED_FILES = 64;
  private static final int BATCH_FILES = 2_048;

  /** Few enough that the blocks of many commits occupy several threads. */
  private static final int ACTIONS_OF_A_BLOCK = 2_048;

  private final Parallel parallel;
  private final List<LivePart> parts;

  /** How many files are before each part, and in all. */
  private final int[] firsts;

  private final long sizeBytes;

  private volatile @Nullable OptionalLong estimatedRows;

  private BlockFiles(Parallel parallel, List<LivePart> parts, long sizeBytes) {
    this.parallel = parallel;
    this.parts = List.copyOf(parts);
    this.firsts = new int[parts.size() + 1];
    for (int i = 0; i < parts.size(); i++) {
      firsts[i + 1] = Math.addExact(firsts[i], parts.get(i).size());
    }
    this.sizeBytes = sizeBytes;
  }

  /** No files. */
  public static BlockFiles none(Parallel parallel) {
    return new BlockFiles(parallel, List.of(), 0);
  }

  /** The files of a checkpoint, whose work is done by {@code parallel}. */
  public static BlockFiles of(Parallel parallel, List<ColumnBlock> blocks) {
    List<LivePart> parts = new ArrayList<>();
    long bytes = 0;
    for (ColumnBlock block : blocks) {
      if (block.size() > 0) {
        LivePart part = LivePart.all(block);
        parts.add(part);
        bytes += part.sizeBytes();
      }
    }
    return new BlockFiles(parallel, parts, bytes);
  }

  @Override
  public BlockFiles after(FileKeys keys) {
    if (keys.isEmpty()) {
      return this;
    }
    List<LivePart> left = new ArrayList<>();
    long bytes = sizeBytes;
    for (LivePart part : parts) {
      LivePart without = part.without(keys);
      bytes += without.sizeBytes() - part.sizeBytes();
      if (without.size() > 0) {
        left.add(without);
      }
    }
    List<LoggedFile> added = keys.added();
    for (LoggedFile add : added) {
      bytes += add.sizeBytes();
    }
    return new BlockFiles(parallel, appended(left, added, keys.paths()), bytes);
  }

  /** Small blocks at the end are made one with the new files, so that there are never many. */
  private static List<LivePart> appended(
      List<LivePart> parts, List<LoggedFile> added, DataPaths paths) {
    if (added.isEmpty()) {
      return parts;
    }
    List<LoggedFile> files = added;
    List<LivePart> result = new ArrayList<>(parts);
    while (!result.isEmpty()
        && result.get(result.size() - 1).block() instanceof ActionBlock small
        && result.get(result.size() - 1).size() <= 2 * files.size()
        && result.get(result.size() - 1).size() < ACTIONS_OF_A_BLOCK) {
      List<LoggedFile> joined = small.files(result.remove(result.size() - 1));
      joined.addAll(files);
      files = joined;
    }
    for (int from = 0; from < files.size(); from += ACTIONS_OF_A_BLOCK) {
      int to = Math.min(files.size(), from + ACTIONS_OF_A_BLOCK);
      result.add(LivePart.all(new ActionBlock(files.subList(from, to), paths)));
    }
    return result;
  }

  @Override
  public int size() {
    return firsts[parts.size()];
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  private int part(int index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException("File %d of %d".formatted(index, size()));
    }
    int found = Arrays.binarySearch(firsts, index);
    return found >= 0 ? found : -found - 2;
  }

  @Override
  public AddFile file(int index) {
    int part = part(index);
    int within = index - firsts[part];
    return parts.get(part).actions(within, within + 1).get(0);
  }

  @Override
  public List<AddFile> files(int[] indexes) {
    List<AddFile> files = new ArrayList<>(indexes.length);
    int next = 0;
    while (next < indexes.length) {
      int part = part(indexes[next]);
      int end = next;
      while (end < indexes.length && indexes[end] < firsts[part + 1]) {
        end++;
      }
      int[] within = new int[end - next];
      for (int i = 0; i < within.length; i++) {
        within[i] = parts.get(part).file(indexes[next + i] - firsts[part]);
      }
      files.addAll(parts.get(part).block().actions(within));
      next = end;
    }
    return files;
  }

  @Override
  public String path(int index) {
    int part = part(index);
    return parts.get(part).block().path(parts.get(part).file(index - firsts[part]));
  }

  @Override
  public long sizeBytes(int index) {
    int part = part(index);
    return parts.get(part).block().sizeBytes(parts.get(part).file(index - firsts[part]));
  }

  @Override
  public Map<String, @Nullable String> partitionValues(int index) {
    int part = part(index);
    FileBlock block = parts.get(part).block();
    return block.partitionValues(block.partition(parts.get(part).file(index - firsts[part])));
  }

  @Override
  public @Nullable DeletionVectorDescriptor deletionVector(int index) {
    int part = part(index);
    return parts.get(part).block().deletionVector(parts.get(part).file(index - firsts[part]));
  }

  @Override
  public SelectedFiles select(FileSkipping predicate) {
    SelectedFiles[] selected = new SelectedFiles[parts.size()];
    parallel.forEach(
        selected.length, i -> selected[i] = select(predicate, parts.get(i), firsts[i]));
    int count = 0;
    long bytes = 0;
    for (SelectedFiles some : selected) {
      count += some.size();
      bytes += some.sizeBytes();
    }
    int[] indexes = new int[count];
    boolean[] whole = new boolean[count];
    int next = 0;
    for (SelectedFiles some : selected) {
      for (int i = 0; i < some.size(); i++) {
        indexes[next] = some.index(i);
        whole[next++] = some.isWhole(i);
      }
    }
    return new SelectedFiles(indexes, whole, bytes);
  }

  private static SelectedFiles select(FileSkipping predicate, LivePart part, int first) {
    FileSkipping.Outcomes outcomes = predicate.decide(part.block());
    int[] indexes = new int[part.size()];
    boolean[] whole = new boolean[part.size()];
    int count = 0;
    long bytes = 0;
    for (int i = 0; i < part.size(); i++) {
      int file = part.file(i);
      Outcome outcome = outcomes.of(file);
      if (outcome != Outcome.NONE) {
        indexes[count] = first + i;
        whole[count++] = outcome == Outcome.ALL;
        bytes += part.block().sizeBytes(file);
      }
    }
    return new SelectedFiles(Arrays.copyOf(indexes, count), Arrays.copyOf(whole, count), bytes);
  }

  @Override
  public OptionalLong estimatedRows() {
    OptionalLong known = estimatedRows;
    if (known == null) {
      known = estimate();
      estimatedRows = known;
    }
    return known;
  }

  private OptionalLong estimate() {
    int[] sampled = new int[Math.min(SAMPLED_FILES, size())];
    Arrays.setAll(sampled, i -> i);
    long rows = 0;
    long bytes = 0;
    for (AddFile file : files(sampled)) {
      long records = FileStatistics.liveRowCount(file);
      if (records < 0) {
        return OptionalLong.empty();
      }
      rows += records;
      bytes += file.size();
    }
    if (sampled.length == size()) {
      return OptionalLong.of(rows);
    }
    double rowsPerByte = bytes == 0 ? 0 : (double) rows / bytes;
    return OptionalLong.of((long) (rowsPerByte * sizeBytes));
  }

  @Override
  public OptionalLong rows() {
    long[] rows = new long[parts.size()];
    parallel.forEach(rows.length, i -> rows[i] = rows(parts.get(i)));
    long sum = 0;
    for (long some : rows) {
      if (some < 0) {
        return OptionalLong.empty();
      }
      sum += some;
    }
    return OptionalLong.of(sum);
  }

  /** The rows in the files of a part, −1 if one does not say. */
  private static long rows(LivePart part) {
    StatisticsTable statistics = part.block().statistics(FileStatistics.Columns.none());
    long sum = 0;
    for (int i = 0; i < part.size(); i++) {
      int file = part.file(i);
      long records = statistics.numRecords(file);
      if (records < 0) {
        return -1;
      }
      DeletionVectorDescriptor deleted = part.block().deletionVector(file);
      sum += deleted == null ? records : Math.max(0, records - deleted.cardinality());
    }
    return sum;
  }

  @Override
  public Iterator<AddFile> iterator() {
    return new Iterator<>() {
      private int part;
      private int within;
      private Iterator<AddFile> batch = List.<AddFile>of().iterator();

      @Override
      public boolean hasNext() {
        while (!batch.hasNext() && part < parts.size()) {
          LivePart current = parts.get(part);
          int to = Math.min(current.size(), within + BATCH_FILES);
          batch = current.actions(within, to).iterator();
          within = to;
          if (to == current.size()) {
            part++;
            within = 0;
          }
        }
        return batch.hasNext();
      }

      @Override
      public AddFile next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return batch.next();
      }
    };
  }

  @Override
  public long heapBytes() {
    return parts.stream().mapToLong(part -> part.block().heapBytes() + part.heapBytes()).sum();
  }
}
