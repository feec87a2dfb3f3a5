package io.moraine.log.txn;

import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.FileAction;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.json.CommitFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A version that another transaction committed while ours was running.
 *
 * @param actions all of its actions, in order
 */
public record WinningCommit(long version, List<Action> actions) {
  public WinningCommit {
    actions = List.copyOf(actions);
  }

  /**
   * Parses a commit.
   *
   * @param source names it in errors
   */
  static WinningCommit parse(long version, byte[] content, String source) {
    return new WinningCommit(version, CommitFile.read(content, source));
  }

  /** The actions of one kind, in order. */
  <T extends Action> Stream<T> all(Class<T> kind) {
    return actions.stream().filter(kind::isInstance).map(kind::cast);
  }

  Optional<Protocol> protocol() {
    return all(Protocol.class).findFirst();
  }

  Optional<Metadata> metadata() {
    return all(Metadata.class).findFirst();
  }

  Stream<AddFile> adds() {
    return all(AddFile.class);
  }

  Stream<RemoveFile> removes() {
    return all(RemoveFile.class);
  }

  Optional<CommitInfo> info() {
    return all(CommitInfo.class).findFirst();
  }

  /** Whether it says that it read nothing; one that says nothing may have. */
  boolean isBlindAppend() {
    return info().flatMap(CommitInfo::isBlindAppend).orElse(false);
  }

  /** Whether its files hold just the rows of the files that it removed. */
  boolean onlyRearranges() {
    return all(FileAction.class).noneMatch(FileAction::dataChange);
  }

  /** Its name in messages: {@code version 41 (DELETE)}. */
  String title() {
    return info()
        .flatMap(CommitInfo::operation)
        .map(operation -> "version %d (%s)".formatted(version, operation))
        .orElse("version " + version);
  }
}
