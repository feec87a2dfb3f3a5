package io.moraine.log.state;

import io.moraine.log.action.RemoveFile;
import io.moraine.log.json.LoggedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The files that left a table and are still remembered. Immutable.
 *
 * <p>Those of a checkpoint are not held, but read when they are asked for: only checkpoints and
 * clean-ups need them.
 */
public final class Tombstones {
  /** Where the tombstones of a checkpoint are. */
  @FunctionalInterface
  public interface Source {
    /** Nowhere. */
    Source NONE = sink -> {};

    /** Hands all of them to {@code sink}. */
    void read(Consumer<RemoveFile> sink);
  }

  private final Source base;

  /** What later commits did, the newest last. */
  private final List<FileKeys> layers;

  private Tombstones(Source base, List<FileKeys> layers) {
    this.base = base;
    this.layers = List.copyOf(layers);
  }

  /** Those of {@code base}. */
  public static Tombstones of(Source base) {
    return new Tombstones(base, List.of());
  }

  /** These after {@code commits}: files that were added again are none, removed files are. */
  public Tombstones after(FileKeys commits) {
    if (commits.isEmpty()) {
      return this;
    }
    List<FileKeys> after = new ArrayList<>(layers);
    FileKeys newest = commits;
    while (!after.isEmpty() && after.get(after.size() - 1).size() <= 2 * newest.size()) {
      // So that there are never many layers.
      newest = FileKeys.joined(after.remove(after.size() - 1), newest);
    }
    after.add(newest);
    return new Tombstones(base, after);
  }

  /**
   * All of them, each once.
   *
   * @throws io.moraine.core.error.MoraineException if the checkpoint that holds some is gone since
   */
  public List<RemoveFile> load() {
    List<RemoveFile> tombstones = new ArrayList<>();
    base.read(remove -> addUnlessChanged(remove, 0, tombstones));
    for (int layer = 0; layer < layers.size(); layer++) {
      for (LoggedFile removed : layers.get(layer).removed()) {
        addUnlessChanged((RemoveFile) removed.action(), layer + 1, tombstones);
      }
    }
    return tombstones;
  }

  private void addUnlessChanged(RemoveFile remove, int from, List<RemoveFile> tombstones) {
    for (int layer = from; layer < layers.size(); layer++) {
      if (layers.get(layer).contains(remove.path(), remove.deletionVectorId())) {
        return;
      }
    }
    tombstones.add(remove);
  }
}
