package io.moraine.log.segment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers checkpoint files as they are listed, and tells which checkpoints are whole. */
final class CheckpointCandidates {
  /** Newest first; of one version, the form that most writers use first. */
  private static final Comparator<CheckpointFiles> BEST_FIRST =
      Comparator.comparingLong(CheckpointFiles::version)
          .reversed()
          .thenComparing(CheckpointFiles::kind)
          .thenComparing(checkpoint -> checkpoint.files().size())
          .thenComparing(checkpoint -> checkpoint.files().get(0).status().key());

  private final List<CheckpointFiles> single = new ArrayList<>();
  private final Map<Multipart, TreeMap<Integer, LogFile>> parts = new TreeMap<>();

  private record Multipart(long version, int parts) implements Comparable<Multipart> {
    @Override
    public int compareTo(Multipart that) {
      int byVersion = Long.compare(version, that.version);
      return byVersion != 0 ? byVersion : Integer.compare(parts, that.parts);
    }
  }

  void add(LogFile file) {
    if (file.status().sizeBytes() == 0) {
      return;
    }
    if (file.kind() == LogFile.Kind.CHECKPOINT_PART) {
      parts
          .computeIfAbsent(new Multipart(file.version(), file.parts()), key -> new TreeMap<>())
          .put(file.part(), file);
    } else {
      single.add(new CheckpointFiles(file.version(), List.of(file)));
    }
  }

  List<CheckpointFiles> complete() {
    List<CheckpointFiles> complete = new ArrayList<>(single);
    parts.forEach(
        (key, files) -> {
          if (files.size() == key.parts()) {
            complete.add(new CheckpointFiles(key.version(), List.copyOf(files.values())));
          }
        });
    complete.sort(BEST_FIRST);
    return complete;
  }
}
