package io.moraine.log.action;

/**
 * One change that a commit makes to a table, or one part of the state that a checkpoint holds.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#actions">Actions</a>
 */
public sealed interface Action
    permits Protocol,
        Metadata,
        FileAction,
        SetTransaction,
        DomainMetadata,
        CommitInfo,
        CheckpointMetadata,
        Sidecar {

  /** Calls the method of {@code visitor} that is for this kind of action. */
  <R> R accept(Visitor<R> visitor);

  /** What to do with each kind of action. */
  interface Visitor<R> {
    /** For {@code protocol}. */
    R protocol(Protocol protocol);

    /** For {@code metaData}. */
    R metadata(Metadata action);

    /** For {@code add}. */
    R addFile(AddFile add);

    /** For {@code remove}. */
    R removeFile(RemoveFile remove);

    /** For {@code cdc}. */
    R addCdcFile(AddCdcFile cdc);

    /** For {@code txn}. */
    R setTransaction(SetTransaction transaction);

    /** For {@code domainMetadata}. */
    R domainMetadata(DomainMetadata domain);

    /** For {@code commitInfo}. */
    R commitInfo(CommitInfo info);

    /** For {@code checkpointMetadata}. */
    R checkpointMetadata(CheckpointMetadata checkpoint);

    /** For {@code sidecar}. */
    R sidecar(Sidecar sidecar);
  }
}
