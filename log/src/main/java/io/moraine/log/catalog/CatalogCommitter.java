package io.moraine.log.catalog;

import io.moraine.core.env.Environment;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.PutOutcome;
import io.moraine.log.commit.CommitAttempt;
import io.moraine.log.commit.Committer;
import io.moraine.log.feature.FeatureGate.Access;
import io.moraine.log.segment.LogFile;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** A commit is what the catalog ratifies, after it was staged. */
public final class CatalogCommitter implements Committer {
  private final ObjectStore store;
  private final TableCatalog catalog;
  private final Environment environment;

  /**
   * Commits to the table at the root of {@code store}.
   *
   * @param store as it is, not as the catalog sees it
   */
  public CatalogCommitter(ObjectStore store, TableCatalog catalog, Environment environment) {
    this.store = Objects.requireNonNull(store, "store");
    this.catalog = Objects.requireNonNull(catalog, "catalog");
    this.environment = Objects.requireNonNull(environment, "environment");
  }

  private URI root() {
    return store.root();
  }

  @Override
  public CommitAttempt attempt(long version, byte[] content) {
    String name = StagedCommits.name(version, environment.newId());
    if (store.putIfAbsent(StagedCommits.key(name), content) != PutOutcome.WON) {
      // Of a file that nothing names, nothing can come.
      throw new StorageException(
          "cannot stage version %d of %s as %s".formatted(version, root(), name));
    }
    return switch (catalog.ratify(root(), version, name)) {
      case RATIFIED -> new CommitAttempt.Committed(version);
      case LOST -> {
        store.delete(StagedCommits.key(name));
        yield new CommitAttempt.Lost(version);
      }
      case UNKNOWN ->
          new CommitAttempt.Unknown(
              version,
              new StorageException(
                  "no clear answer from catalog %s to version %d of %s"
                      .formatted(catalog.name(), version, root())));
    };
  }

  @Override
  public Optional<byte[]> load(long version) {
    Optional<String> staged = catalog.staged(root(), version);
    if (staged.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(store.read(StagedCommits.key(staged.get())));
    } catch (ObjectNotFoundException e) {
      // Removed since it was published.
      return Optional.of(store.read(LogFile.commitKey(version)));
    }
  }

  /** Puts all ratified commits that the log lacks into it, in order. */
  public void publish() {
    Optional<TableCatalog.Versions> versions = catalog.versions(root());
    if (versions.isEmpty() || versions.get().unpublished().isEmpty()) {
      return;
    }
    versions
        .get()
        .unpublished()
        .forEach(
            (version, name) ->
                store.putIfAbsent(LogFile.commitKey(version), store.read(StagedCommits.key(name))));
    catalog.published(root(), versions.get().unpublished().lastKey());
  }

  @Override
  public Access access() {
    return Access.THROUGH_CATALOG;
  }

  @Override
  public String table() {
    return root().toString();
  }
}
