package io.moraine.log.snapshot;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.json.CommitFile;
import io.moraine.log.segment.LogFile;
import java.util.List;
import java.util.Optional;

/** Reads the files of commits. */
final class Commits {
  private Commits() {}

  /**
   * The actions of the commit of {@code version}, in order.
   *
   * @throws CorruptFileException if the file is empty or not what a commit is
   */
  static List<Action> read(ObjectStore store, long version) {
    String key = LogFile.commitKey(version);
    byte[] content = store.read(key);
    if (content.length == 0) {
      // What an interrupted copy leaves behind; taken for a commit without actions it would lose
      // rows without a word.
      throw new CorruptFileException(
          store.root() + key, 0, "a commit needs at least one action, but the file is empty");
    }
    return CommitFile.read(content, store.root() + key);
  }

  /** What the commit of {@code version} says of itself, if it says something. */
  static Optional<CommitInfo> info(ObjectStore store, long version) {
    CommitInfo found = null;
    for (Action action : read(store, version)) {
      if (action instanceof CommitInfo info) {
        found = info;
      }
    }
    return Optional.ofNullable(found);
  }
}
