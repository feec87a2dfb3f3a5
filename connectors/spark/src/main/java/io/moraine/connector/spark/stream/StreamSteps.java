package io.moraine.connector.spark.stream;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.streaming.CompositeReadLimit;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.ReadMaxBytes;
import org.apache.spark.sql.connector.read.streaming.ReadMaxFiles;

/** Cuts what a stream reads into steps. */
final class StreamSteps<F> {
  private final StreamFiles<F> files;

  StreamSteps(StreamFiles<F> files) {
    this.files = files;
  }

  /** Where a step from {@code start} ends that reads up to {@code limit} of what there is. */
  StreamOffset end(StreamOffset start, long last, ReadLimit limit) {
    Admission admission = new Admission(limit);
    StreamOffset at = start;
    if (start.version() == start.snapshot()) {
      List<F> all = files.all(start.version());
      for (int i = (int) start.index(); i < all.size(); i++) {
        if (!admission.take(files.sizeBytes(all.get(i)))) {
          return start.at(start.version(), i);
        }
      }
      at = start.at(start.version() + 1, 0);
    }
    var newest = files.prepare(at.version(), last);
    if (newest.isEmpty()) {
      return at;
    }
    for (long version = at.version(); version <= newest.get(); version++) {
      List<F> some = files.of(version);
      int from = version == at.version() ? (int) at.index() : 0;
      for (int i = from; i < some.size(); i++) {
        if (!admission.take(files.sizeBytes(some.get(i)))) {
          return at.at(version, i);
        }
      }
    }
    return at.at(newest.get() + 1, 0);
  }

  /** The files from {@code start} to {@code end}, {@code end} excluded. */
  List<F> between(StreamOffset start, StreamOffset end) {
    List<F> chosen = new ArrayList<>();
    long version = start.version();
    long from = start.index();
    if (version == start.snapshot()) {
      List<F> all = files.all(version);
      long to = end.version() == version ? end.index() : all.size();
      chosen.addAll(all.subList((int) Math.min(from, all.size()), (int) to));
      version++;
      from = 0;
    }
    long last = end.index() > 0 ? end.version() : end.version() - 1;
    if (files.prepare(version, last).isEmpty()) {
      return chosen;
    }
    for (; version <= last; version++, from = 0) {
      List<F> some = files.of(version);
      long to = version == end.version() ? end.index() : some.size();
      chosen.addAll(some.subList((int) Math.min(from, to), (int) to));
    }
    return chosen;
  }

  /** Counts what a step takes; the first file always comes. */
  private static final class Admission {
    private long maxFiles = Long.MAX_VALUE;
    private long maxBytes = Long.MAX_VALUE;
    private long takenFiles;
    private long takenBytes;

    Admission(ReadLimit limit) {
      apply(limit);
    }

    private void apply(ReadLimit limit) {
      if (limit instanceof CompositeReadLimit several) {
        for (ReadLimit one : several.getReadLimits()) {
          apply(one);
        }
      } else if (limit instanceof ReadMaxFiles most) {
        maxFiles = most.maxFiles();
      } else if (limit instanceof ReadMaxBytes most) {
        maxBytes = most.maxBytes();
      }
    }

    boolean take(long bytes) {
      boolean fits = takenFiles < maxFiles && takenBytes + bytes <= maxBytes;
      if (!fits && takenFiles > 0) {
        return false;
      }
      takenFiles++;
      takenBytes += bytes;
      return true;
    }
  }
}
