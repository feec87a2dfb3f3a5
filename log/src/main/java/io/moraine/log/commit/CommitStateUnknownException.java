package io.moraine.log.commit;

import io.moraine.core.error.MoraineException;

/**
 * It cannot be told whether a commit happened. Neither repeat the operation nor delete its files
 * before the table's log shows which it was: {@link VersionPut#resolve} asks again.
 */
public class CommitStateUnknownException extends MoraineException {
  private static final long serialVersionUID = 1L;

  private final long version;
  private final String id;

  /** The commit of {@code version} that carries {@code id} as its {@code commitInfo.txnId}. */
  public CommitStateUnknownException(String table, long version, String id, Throwable cause) {
    super(
        "Cannot tell whether version %d of %s was committed: the store gave no clear answer and the version could not be confirmed (%s). If commit %s shows in the log under transaction id %s, it was; do not repeat the operation or delete its files before that is known"
            .formatted(version, table, cause.getMessage(), version, id),
        cause);
    this.version = version;
    this.id = id;
  }

  /** The version in doubt. */
  public long version() {
    return version;
  }

  /** The commit's id, its {@code commitInfo.txnId}. */
  public String id() {
    return id;
  }
}
