package io.moraine.log.checkpoint;

import io.moraine.log.property.TableProperties;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.state.CheckpointPart;
import io.moraine.log.txn.PostCommitHook;
import java.util.Objects;

/** Writes a checkpoint of every version that {@code delta.checkpointInterval} divides, but 0. */
public final class CheckpointHook implements PostCommitHook {
  private final TableLog log;
  private final CheckpointWriter writer;

  /** Checkpoints of the table of {@code log}, by {@code writer}. */
  public CheckpointHook(TableLog log, CheckpointWriter writer) {
    this.log = Objects.requireNonNull(log, "log");
    this.writer = Objects.requireNonNull(writer, "writer");
  }

  @Override
  public String name() {
    return "checkpoint";
  }

  @Override
  public void afterCommit(Commit commit) {
    long version = commit.result().version();
    int interval = new TableProperties(commit.metadata().configuration()).checkpointInterval();
    if (version > 0 && version % interval == 0) {
      write(commit, version);
    }
  }

  private void write(Commit commit, long version) {
    try {
      writer.write(snapshot(commit, version));
    } catch (CheckpointPart.GoneException e) {
      // What the transaction read is cleaned up; the version itself need not be.
      writer.write(log.at(version));
    }
  }

  /** What the transaction read, brought up to date, unless others have gone on meanwhile. */
  private Snapshot snapshot(Commit commit, long version) {
    Snapshot read = commit.read();
    if (read != null) {
      Snapshot newest = log.update(read);
      if (newest.version() == version) {
        return newest;
      }
    }
    return log.at(version);
  }
}
