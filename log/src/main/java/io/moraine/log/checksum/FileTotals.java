package io.moraine.log.checksum;

import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.FileKey;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.path.DataPaths;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The sums over a table's files, kept while files come and go.
 *
 * <p>Where all files are known one by one, coming twice and going without having been there are
 * told apart from what changes the sums. Else commits are taken to add what is new and to remove
 * what is there, unless they show that they may not.
 */
final class FileTotals {
  private static final int MAX_KNOWN = 1_000;

  private final DataPaths paths;
  private @Nullable Map<FileKey, AddFile> known;
  private boolean isListable = true;
  private boolean derivable = true;
  private long count;
  private long sizeBytes;
  private long deletedRecords;
  private long deletionVectors;
  private boolean withDeletions = true;
  private @Nullable Bins sizes;
  private long @Nullable [] deletedBins;

  /** A histogram under way. */
  private static final class Bins {
    private final FileSizeHistogram shape;
    private final long[] fileCounts;
    private final long[] totalBytes;

    Bins(FileSizeHistogram start) {
      shape = start;
      fileCounts = start.fileCounts();
      totalBytes = start.totalBytes();
    }

    void count(long bytes, int sign) {
      int bin = shape.bin(bytes);
      fileCounts[bin] += sign;
      totalBytes[bin] += sign * bytes;
    }

    FileSizeHistogram histogram() {
      return new FileSizeHistogram(shape.boundaries(), fileCounts, totalBytes);
    }
  }

  private FileTotals(DataPaths paths) {
    this.paths = paths;
  }

  static FileTotals empty(DataPaths paths) {
    FileTotals totals = new FileTotals(paths);
    totals.known = new LinkedHashMap<>();
    totals.sizes = new Bins(FileSizeHistogram.empty());
    totals.deletedBins = new long[DeletedRecordCounts.BINS];
    return totals;
  }

  static FileTotals of(VersionChecksum checksum, DataPaths paths) {
    if (checksum.listsAllFiles()) {
      FileTotals totals = empty(paths);
      checksum.allFiles().forEach(totals::add);
      return totals;
    }
    FileTotals totals = new FileTotals(paths);
    totals.count = checksum.numFiles();
    totals.sizeBytes = checksum.tableSizeBytes();
    if (checksum.fileSizeHistogram() != null) {
      totals.sizes = new Bins(checksum.fileSizeHistogram());
    }
    totals.withDeletions =
        checksum.numDeletedRecords() != null && checksum.numDeletionVectors() != null;
    if (totals.withDeletions) {
      totals.deletedRecords = checksum.numDeletedRecords();
      totals.deletionVectors = checksum.numDeletionVectors();
    }
    if (checksum.deletedRecordCounts() != null) {
      List<Long> bins = checksum.deletedRecordCounts().files();
      totals.deletedBins = bins.stream().mapToLong(Long::longValue).toArray();
    }
    return totals;
  }

  /** Adds a file of a state, in which no file is twice. */
  void add(AddFile add) {
    if (known != null) {
      known.put(key(add.path(), add.deletionVectorId()), add.withoutDataChange());
      if (known.size() > MAX_KNOWN) {
        known = null;
      }
    }
    count(add.size(), add.deletionVector(), 1);
  }

  /** Adds a file of a state that cannot be listed, because it is not told as a whole. */
  void addUnlisted(AddFile add) {
    isListable = false;
    add(add);
  }

  /** Applies the files of one commit. */
  void commit(List<AddFile> adds, List<RemoveFile> removes) {
    if (known == null) {
      // A commit that only adds, and adds no rows, tells more of files that are there.
      boolean mayRepeat = removes.isEmpty() && adds.stream().anyMatch(add -> !add.dataChange());
      derivable &= !mayRepeat && removes.stream().allMatch(remove -> remove.size() != null);
    }
    if (!derivable) {
      return;
    }
    for (RemoveFile remove : removes) {
      if (known == null) {
        count(remove.size(), remove.deletionVector(), -1);
      } else {
        forget(known.remove(key(remove.path(), remove.deletionVectorId())));
      }
    }
    for (AddFile add : adds) {
      if (known != null) {
        forget(known.get(key(add.path(), add.deletionVectorId())));
      }
      add(add);
    }
  }

  private FileKey key(String path, @Nullable String deletionVectorId) {
    return new FileKey(paths.resolve(path).identity(), deletionVectorId);
  }

  private void forget(@Nullable AddFile gone) {
    if (gone != null) {
      count(gone.size(), gone.deletionVector(), -1);
    }
  }

  private void count(long bytes, @Nullable DeletionVectorDescriptor vector, int sign) {
    count += sign;
    sizeBytes += sign * bytes;
    if (sizes != null) {
      sizes.count(bytes, sign);
    }
    long deleted = vector == null ? 0 : vector.cardinality();
    deletionVectors += vector == null ? 0 : sign;
    deletedRecords += sign * deleted;
    if (deletedBins != null) {
      deletedBins[DeletedRecordCounts.bin(deleted)] += sign;
    }
  }

  /** Whether the sums are right, as far as can be told. */
  boolean isKnown() {
    return derivable && count >= 0 && sizeBytes >= 0;
  }

  long count() {
    return count;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  @Nullable Long deletedRecords() {
    return withDeletions && deletedRecords >= 0 ? (Long) deletedRecords : null;
  }

  @Nullable Long deletionVectors() {
    return withDeletions && deletionVectors >= 0 ? (Long) deletionVectors : null;
  }

  @Nullable FileSizeHistogram histogram() {
    FileSizeHistogram histogram = sizes == null ? null : sizes.histogram();
    return histogram != null && histogram.isSound() ? histogram : null;
  }

  @Nullable DeletedRecordCounts deletedCounts() {
    return deletedBins == null || LongStream.of(deletedBins).anyMatch(files -> files < 0)
        ? null
        : new DeletedRecordCounts(LongStream.of(deletedBins).boxed().toList());
  }

  /** All files, if they are known and not more than {@code limit}. */
  @Nullable List<AddFile> list(int limit) {
    return known == null || !isListable || known.size() > limit
        ? null
        : List.copyOf(known.values());
  }
}
