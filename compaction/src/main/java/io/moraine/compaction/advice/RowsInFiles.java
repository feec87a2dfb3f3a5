package io.moraine.compaction.advice;

import io.moraine.compaction.ClusteringState;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Advice on which rows are in files: deleted ones, and those that are not in order. */
final class RowsInFiles {
  private static final int FEW_DELETED_PERCENT = 5;
  private static final int FEW_LOOSE_PERCENT = 20;

  private final Snapshot snapshot;
  private final Mends mends;

  RowsInFiles(Snapshot snapshot, Mends mends) {
    this.snapshot = snapshot;
    this.mends = mends;
  }

  List<Advice> advice() {
    List<Advice> advice = new ArrayList<>();
    deleted().ifPresent(advice::add);
    ClusteringState.of(snapshot).flatMap(this::loose).ifPresent(advice::add);
    return advice;
  }

  private Optional<Advice> deleted() {
    long files = 0;
    long deleted = 0;
    for (int i = 0; i < snapshot.files().size(); i++) {
      DeletionVectorDescriptor vector = snapshot.files().deletionVector(i);
      if (vector != null) {
        files++;
        deleted += vector.cardinality();
      }
    }
    // A table has vectors only where files tell their rows.
    long live = files == 0 ? 0 : snapshot.files().rows().orElse(0);
    long percent = Sizes.percent(deleted, deleted + live);
    if (percent < FEW_DELETED_PERCENT) {
      return Optional.empty();
    }
    return Optional.of(
        Advice.of(
                Severity.of(percent, 10, 30),
                Subject.DELETED_ROWS,
                "%,d rows, %d %% of those in files, are deleted and still read, in %,d files"
                    .formatted(deleted, percent, files),
                "deletedRows",
                deleted,
                mends.command("optimize", "--purge"))
            .with("deletedPercent", percent)
            .with("filesWithDeletedRows", files));
  }

  private Optional<Advice> loose(ClusteringState state) {
    long percent = Sizes.percent(state.looseBytes(), state.bytes());
    if (state.files() < 2 || percent < FEW_LOOSE_PERCENT) {
      return Optional.empty();
    }
    return Optional.of(
        Advice.of(
                Severity.of(state.overlap(), 4, 32),
                Subject.UNCLUSTERED_ROWS,
                String.format(
                    Locale.ROOT,
                    "%,d of %,d files are not in the order of the table's clustering columns %s; a value of one is within the bounds of up to %.1f files on the average",
                    state.looseFiles(),
                    state.files(),
                    String.join(", ", state.columns()),
                    state.overlap()),
                "looseFiles",
                state.looseFiles(),
                state.incremental()
                    ? mends.command("optimize")
                    : mends.command("optimize", "--full"))
            .with("files", state.files())
            .with("loosePercent", percent)
            .with("overlappingFiles", Math.round(state.overlap())));
  }
}
