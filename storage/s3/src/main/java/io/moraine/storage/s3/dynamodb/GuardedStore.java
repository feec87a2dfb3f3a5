package io.moraine.storage.s3.dynamodb;

import io.moraine.core.env.Environment;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.ForwardingStore;
import io.moraine.core.store.Keys;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.PutOutcome;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The store of one Delta table whose commits go by a table of DynamoDB.
 *
 * <p>A commit is written to a temporary file, then entered in the table: that it is entered makes
 * it the version. Then it is copied to its place and the entry marked complete. Whoever finds an
 * entry that is not complete does the last two steps; they may be done twice.
 */
public final class GuardedStore extends ForwardingStore {
  private static final String LOG = "_delta_log";
  private static final Pattern COMMIT = Pattern.compile(LOG + "/(\\d{20})\\.json");
  private static final int RECOVERY_ATTEMPTS = 3;

  /** Until then a writer that began before the commit may look for its entry. */
  private static final long ENTRY_LIFE_SECONDS = TimeUnit.DAYS.toSeconds(1);

  private final CommitTable table;
  private final String tablePath;
  private final Environment environment;

  /**
   * Guards the table at the root of {@code store}.
   *
   * @param table closed with this, as {@code store} is
   * @param tablePath how all writers name it, without a slash at its end
   */
  public GuardedStore(
      ObjectStore store, CommitTable table, String tablePath, Environment environment) {
    super(store);
    this.table = table;
    this.tablePath = tablePath;
    this.environment = environment;
  }

  @Override
  public ObjectStatus status(String key) {
    return recovering(key, () -> super.status(key));
  }

  @Override
  public byte[] read(String key) {
    return recovering(key, () -> super.read(key));
  }

  @Override
  public ObjectReader open(String key) {
    return recovering(key, () -> super.open(key));
  }

  @Override
  public Iterator<ObjectStatus> listFolder(String folder, String firstName) {
    if (folder.equals(LOG)) {
      recoverLatest();
    }
    return super.listFolder(folder, firstName);
  }

  @Override
  public Iterator<ObjectStatus> listTree(String folder) {
    if (folder.isEmpty() || folder.equals(LOG)) {
      recoverLatest();
    }
    return super.listTree(folder);
  }

  private void recoverLatest() {
    table.latest(tablePath).filter(entry -> !entry.complete()).ifPresent(this::recover);
  }

  private <T> T recovering(String key, Supplier<T> read) {
    try {
      return read.get();
    } catch (ObjectNotFoundException e) {
      Matcher commit = COMMIT.matcher(key);
      Optional<CommitEntry> entry =
          commit.matches() ? incomplete(name(key)) : Optional.<CommitEntry>empty();
      if (entry.isEmpty()) {
        throw e;
      }
      recover(entry.get());
      return read.get();
    }
  }

  private static String name(String key) {
    return key.substring(LOG.length() + 1);
  }

  private Optional<CommitEntry> incomplete(String fileName) {
    return table.find(tablePath, fileName).filter(entry -> !entry.complete());
  }

  /** Atomic for commits; of others nothing is lost if two put what a commit tells. */
  @Override
  public PutOutcome putIfAbsent(String key, byte[] content) {
    Matcher commit = COMMIT.matcher(Keys.require(key));
    if (!commit.matches()) {
      return putUnguarded(key, content);
    }
    if (exists(key)) {
      return PutOutcome.EXISTS;
    }
    requireBefore(Long.parseLong(commit.group(1)), key);
    String temporary = ".tmp/" + name(key) + "." + environment.newId();
    super.put(LOG + "/" + temporary, content);
    CommitEntry entry =
        new CommitEntry(tablePath, name(key), temporary, false, OptionalLong.empty());
    PutOutcome outcome = enter(entry);
    if (outcome == PutOutcome.WON) {
      // From here on it is the version, whether the rest is done by us or by who needs it.
      try {
        super.put(key, content);
        complete(entry);
      } catch (StorageException e) {
        return PutOutcome.WON;
      }
    }
    return outcome;
  }

  private PutOutcome putUnguarded(String key, byte[] content) {
    if (exists(key)) {
      return PutOutcome.EXISTS;
    }
    super.put(key, content);
    return PutOutcome.WON;
  }

  /** What was entered before this commit has to be in its place, so that no gap comes about. */
  private void requireBefore(long version, String key) {
    if (version == 0) {
      if (table.find(tablePath, name(key)).filter(CommitEntry::complete).isPresent()) {
        throw new StorageException(
            "Cannot create the table at %s: DynamoDB still has entries of one that was there before. Delete those of tablePath %s"
                .formatted(root(), tablePath));
      }
      return;
    }
    String before = "%020d.json".formatted(version - 1);
    Optional<CommitEntry> entry = incomplete(before);
    if (entry.isPresent()) {
      recover(entry.get());
    } else if (!exists(LOG + "/" + before)) {
      throw new StorageException(
          "Cannot put %s%s: the commit before it is not there".formatted(root(), key));
    }
  }

  private boolean exists(String key) {
    try {
      super.status(key);
      return true;
    } catch (ObjectNotFoundException e) {
      return false;
    }
  }

  /** The temporary file's name is unique, and so tells whose an entry is that was there already. */
  private PutOutcome enter(CommitEntry entry) {
    Optional<CommitEntry> found;
    try {
      if (table.putIfAbsent(entry)) {
        return PutOutcome.WON;
      }
      found = table.find(tablePath, entry.fileName());
    } catch (StorageException e) {
      return PutOutcome.UNKNOWN;
    }
    if (found.isEmpty()) {
      return PutOutcome.UNKNOWN;
    }
    return found.get().tempPath().equals(entry.tempPath()) ? PutOutcome.WON : PutOutcome.EXISTS;
  }

  private void complete(CommitEntry entry) {
    table.put(entry.completed(environment.nowMillis() / 1_000 + ENTRY_LIFE_SECONDS));
  }

  private void recover(CommitEntry entry) {
    String key = LOG + "/" + entry.fileName();
    for (int attempts = 1; ; attempts++) {
      try {
        if (!exists(key)) {
          super.put(key, super.read(LOG + "/" + entry.tempPath()));
        }
        complete(entry);
        return;
      } catch (StorageException e) {
        if (attempts >= RECOVERY_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      table.close();
    } finally {
      super.close();
    }
  }
}
