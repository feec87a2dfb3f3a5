package io.moraine.log.snapshot;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.FileKey;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.json.CommitFile;
import io.moraine.log.json.CommitLines;
import io.moraine.log.json.CommitText;
import io.moraine.log.path.DataPaths;
import io.moraine.log.segment.LogFile;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the files of commits. */
final class Commits {
  private Commits() {}

  /**
   * The actions of the commit of {@code version}, in order.
   *
   * @throws CorruptFileException if the file is empty or not what a commit is
   */
  static List<Action> read(ObjectStore store, long version) {
    return read(store, LogFile.commitKey(version));
  }

  /**
   * The actions that several commits come to, from one file.
   *
   * @throws CorruptFileException also if the file has several actions of one thing, of which it
   *     cannot be told which is the last
   */
  static List<Action> readCompacted(ObjectStore store, String key, DataPaths paths) {
    List<Action> actions = read(store, key);
    Set<Object> subjects = new HashSet<>();
    for (Action action : actions) {
      Object subject = subject(action, paths);
      if (!subjects.add(subject)) {
        throw new CorruptFileException(
            store.root() + key,
            -1,
            "compacted commits have one action of each thing, found two of " + subject);
      }
    }
    return actions;
  }

  private static Object subject(Action action, DataPaths paths) {
    if (action instanceof AddFile add) {
      return new FileKey(paths.resolve(add.path()).identity(), add.deletionVectorId());
    } else if (action instanceof RemoveFile remove) {
      return new FileKey(paths.resolve(remove.path()).identity(), remove.deletionVectorId());
    } else if (action instanceof SetTransaction transaction) {
      return "application " + transaction.appId();
    } else if (action instanceof DomainMetadata domain) {
      return "domain " + domain.domain();
    } else if (action instanceof Protocol) {
      return "protocol";
    } else if (action instanceof Metadata) {
      return "metaData";
    }
    // Nothing else counts when commits are replayed.
    return action;
  }

  /**
   * What the commit at {@code key} did.
   *
   * @throws CorruptFileException if the file is empty or not what a commit is
   */
  static CommitLines readLines(ObjectStore store, String key, CommitLines.Info info) {
    return CommitLines.read(content(store, key), store.root() + key, info);
  }

  /**
   * The commit of {@code version}, of which nothing is parsed yet.
   *
   * @throws CorruptFileException if the file is empty
   */
  static CommitText text(ObjectStore store, long version) {
    String key = LogFile.commitKey(version);
    return new CommitText(version, content(store, key), store.root() + key);
  }

  private static List<Action> read(ObjectStore store, String key) {
    return CommitFile.read(content(store, key), store.root() + key);
  }

  private static byte[] content(ObjectStore store, String key) {
    byte[] content = store.read(key);
    if (content.length == 0) {
      // What an interrupted copy leaves behind; taken for a commit without actions it would lose
      // rows without a word.
      throw new CorruptFileException(
          store.root() + key, 0, "a commit needs at least one action, but the file is empty");
    }
    return content;
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
