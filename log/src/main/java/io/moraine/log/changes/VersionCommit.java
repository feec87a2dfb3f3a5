package io.moraine.log.changes;

import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.RemoveFile;
import java.util.List;
import java.util.Optional;

/**
 * What one commit did.
 *
 * @param version the version that it made
 * @param timestampMillis when, in milliseconds since 1970-01-01T00:00Z
 * @param state what is in force from it on
 * @param actions all of them, in order
 */
public record VersionCommit(
    long version, long timestampMillis, TableState state, List<Action> actions) {
  public VersionCommit {
    actions = List.copyOf(actions);
  }

  /** What the commit says of itself. */
  public Optional<CommitInfo> info() {
    return last(CommitInfo.class);
  }

  /** The protocol that it put in force, if it did. */
  public Optional<Protocol> protocol() {
    return last(Protocol.class);
  }

  /** The metadata that it put in force, if it did. */
  public Optional<Metadata> metadata() {
    return last(Metadata.class);
  }

  /** The files that it added, also those with rows that were there before. */
  public List<AddFile> added() {
    return all(AddFile.class);
  }

  /** The files that it removed. */
  public List<RemoveFile> removed() {
    return all(RemoveFile.class);
  }

  private <T extends Action> List<T> all(Class<T> kind) {
    return actions.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private <T extends Action> Optional<T> last(Class<T> kind) {
    return all(kind).stream().reduce((before, action) -> action);
  }
}
