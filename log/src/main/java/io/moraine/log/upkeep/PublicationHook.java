package io.moraine.log.upkeep;

import io.moraine.log.catalog.CatalogCommitter;
import io.moraine.log.txn.PostCommitHook;

/** Publishes ratified commits after each commit, which may fail without harm to it. */
public final class PublicationHook implements PostCommitHook {
  private final CatalogCommitter committer;

  /** Publishes what {@code committer} had ratified, and others before. */
  public PublicationHook(CatalogCommitter committer) {
    this.committer = committer;
  }

  @Override
  public String name() {
    return "publication";
  }

  @Override
  public void afterCommit(Commit commit) {
    committer.publish();
  }
}
