package io.moraine.log.state;

import io.moraine.log.action.FileAction;
import io.moraine.log.action.RemoveFile;
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
    while (!after.isEmpty()
        && after.get(after.size() - 1).actions().size() <= 2 * newest.actions().size()) {
      // So that there are never many layers.
      FileKeys joined = new FileKeys(commits.paths());
      joined.putAll(after.remove(after.size() - 1));
      joined.putAll(newest);
      newest = joined;
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
      for (FileAction action : layers.get(layer).actions().values()) {
        if (action instanceof RemoveFile remove) {
          addUnlessChanged(remove, layer + 1, tombstones);
        }
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
