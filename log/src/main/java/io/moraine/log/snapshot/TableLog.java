package io.moraine.log.snapshot;

import io.moraine.core.env.Parallel;
import io.moraine.core.error.CorruptTableException;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.catalog.CatalogView;
import io.moraine.log.catalog.TableCatalog;
import io.moraine.log.feature.FeatureGate.Access;
import io.moraine.log.json.CommitText;
import io.moraine.log.path.DataPaths;
import io.moraine.log.property.TableProperties;
import io.moraine.log.segment.CheckpointFiles;
import io.moraine.log.segment.LastCheckpoint;
import io.moraine.log.segment.LogFile;
import io.moraine.log.segment.LogListing;
import io.moraine.log.segment.TableNotFoundException;
import io.moraine.log.snapshot.SnapshotLoader.OnFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The log of the table in one store: snapshots and history. Safe for use by many threads; keeps
 * nothing between calls.
 *
 * <p>Besides what each method names, all of them throw {@link TableNotFoundException} if there is
 * no table, {@link CorruptTableException} or {@link io.moraine.core.error.CorruptFileException} if
 * a version cannot be made up from the log, and {@link
 * io.moraine.core.error.UnsupportedFeatureException} if reading it needs a table feature that
 * Moraine lacks.
 */
public final class TableLog {
  private static final int AHEAD_FOR_EACH_THREAD = 4;

  private final ObjectStore store;
  private final LogOptions options;
  private final SnapshotLoader loader;

  /** The log of the table whose root is the store's, read plainly. */
  public TableLog(ObjectStore store) {
    this(store, LogOptions.plain());
  }

  /** The log of the table whose root is the store's. */
  public TableLog(ObjectStore store, LogOptions options) {
    this.options = options;
    this.store =
        options
            .catalog()
            .<ObjectStore>map(catalog -> new CatalogView(store, catalog))
            .orElse(store);
    this.loader = new SnapshotLoader(this.store, options);
  }

  /** What decides which versions the table has, if a catalog does. */
  public Optional<TableCatalog> catalog() {
    return options.catalog();
  }

  /** How the table was found. */
  public Access access() {
    return options.access();
  }

  /** What reads several of the table's files at once. */
  public Parallel parallel() {
    return options.parallel();
  }

  /** The store of the table's files. */
  public ObjectStore store() {
    return store;
  }

  /** Which files the paths of the table's actions mean. */
  public DataPaths paths() {
    return loader.paths();
  }

  /** The newest version. */
  public Snapshot latest() {
    return latestIfExists().orElseThrow(this::notFound);
  }

  /** The newest version; nothing if there is no table. */
  public Optional<Snapshot> latestIfExists() {
    OptionalLong hint = LastCheckpoint.version(store);
    if (hint.isPresent()) {
      LogListing listing = LogListing.list(store, hint.getAsLong(), Long.MAX_VALUE);
      OptionalLong version = listing.latestVersion();
      if (version.isPresent()) {
        Optional<Snapshot> snapshot =
            loader.load(listing, version.getAsLong(), OnFailure.GIVE_NOTHING);
        if (snapshot.isPresent()) {
          return snapshot;
        }
      }
    }
    LogListing listing = listAll();
    OptionalLong version = listing.latestVersion();
    return version.isEmpty() ? Optional.empty() : Optional.of(load(listing, version.getAsLong()));
  }

  /**
   * What the newest version is, without its files. Where the version has a checksum, that and the
   * version's commit are all that is read, whatever the table's size; else as {@link #latest()}.
   */
  public TableHeader latestHeader() {
    return latestHeaderIfExists().orElseThrow(this::notFound);
  }

  /** What the newest version is, as {@link #latestHeader}; nothing if there is no table. */
  public Optional<TableHeader> latestHeaderIfExists() {
    long first = LastCheckpoint.version(store).orElse(0);
    LogListing listing = LogListing.list(store, first, Long.MAX_VALUE);
    OptionalLong latest = listing.latestVersion();
    Optional<TableHeader> header =
        latest.isEmpty()
            ? Optional.empty()
            : TableHeader.byChecksum(this, listing, latest.getAsLong());
    return header.isPresent() ? header : latestIfExists().map(TableHeader::of);
  }

  /**
   * What {@code version} is, without its files; read as the newest by {@link #latestHeader}.
   *
   * @throws InvalidInputException as {@link #at} does
   */
  public TableHeader headerAt(long version) {
    return TableHeader.byChecksum(this, LogListing.list(store, version, version), version)
        .orElseGet(() -> TableHeader.of(at(version)));
  }

  /**
   * Lists all of the log, until no gap is in it, or the same one twice.
   *
   * <p>A listing shows what was there when it began, and may or may not show what came while it
   * went on: of two commits made then it may show the second only. The first is in the next
   * listing.
   */
  private LogListing listAll() {
    LogListing listing = LogListing.listAll(store);
    OptionalLong missing = missing(listing);
    while (missing.isPresent()) {
      OptionalLong before = missing;
      listing = LogListing.listAll(store);
      missing = missing(listing);
      if (missing.equals(before)) {
        return listing;
      }
    }
    return listing;
  }

  private static OptionalLong missing(LogListing listing) {
    OptionalLong latest = listing.latestVersion();
    return latest.isEmpty() ? latest : listing.firstMissing(latest.getAsLong());
  }

  /**
   * The table as it was at {@code version}.
   *
   * @throws InvalidInputException if the table has not come to that version yet, or has forgotten
   *     it; the message says which versions there are
   */
  public Snapshot at(long version) {
    OptionalLong hint = LastCheckpoint.version(store);
    if (hint.isPresent() && hint.getAsLong() <= version) {
      LogListing listing = LogListing.list(store, hint.getAsLong(), version);
      if (listing.latestVersion().equals(OptionalLong.of(version))) {
        Optional<Snapshot> snapshot = loader.load(listing, version, OnFailure.GIVE_NOTHING);
        if (snapshot.isPresent()) {
          return snapshot.get();
        }
      }
    }
    LogListing listing = listAll();
    long latest = listing.latestVersion().orElseThrow(this::notFound);
    long earliest = listing.earliestVersion().orElseThrow(() -> listing.gap(latest));
    if (version < earliest || version > latest) {
      throw new InvalidInputException(
          "No version %d of %s: there are versions %d to %d"
              .formatted(version, store.root(), earliest, latest));
    }
    return load(listing, version);
  }

  /**
   * The newest version committed at or before {@code timestampMillis}, milliseconds since
   * 1970-01-01T00:00Z.
   *
   * @throws InvalidInputException if the time is before the earliest version's or after the
   *     latest's; the message says which these are
   */
  public Snapshot asOf(long timestampMillis) {
    LogListing listing = listAll();
    long latest = listing.latestVersion().orElseThrow(this::notFound);
    Snapshot newest = load(listing, latest);
    CommitTimes times = new CommitTimes(store, timed(listing), newest.properties());
    long version = times.versionAsOf(timestampMillis);
    return version == latest ? newest : load(listing, version);
  }

  /**
   * The newest version, from {@code snapshot} by reading only what came after it; {@code snapshot}
   * itself if nothing did.
   */
  public Snapshot update(Snapshot snapshot) {
    LogListing listing = LogListing.list(store, snapshot.version(), Long.MAX_VALUE);
    LogFile own = listing.commits().get(snapshot.version());
    Optional<ObjectStatus> status = Optional.ofNullable(own).map(LogFile::status);
    long latest = listing.latestVersion().orElse(-1);
    if (own == null || !status.equals(snapshot.commitFile())) {
      // Cleaned up, or another table since: what is known of it may not hold.
      return latest();
    }
    if (latest == snapshot.version()) {
      return snapshot;
    }
    NavigableMap<Long, LogFile> newer = listing.commits().tailMap(snapshot.version(), false);
    if (newer.size() != latest - snapshot.version()) {
      return latest();
    }
    return loader
        .extend(snapshot, List.copyOf(newer.values()), latest, listing)
        .orElseGet(this::latest);
  }

  /**
   * The version that {@code checkpoint} holds, from its files alone. No other way to the version is
   * tried: if this one is not open, or contradicts the version's checksum, that is an error.
   *
   * @throws io.moraine.core.error.ObjectNotFoundException if one of its files is gone
   */
  public Snapshot ofCheckpoint(CheckpointFiles checkpoint) {
    return loader.load(checkpoint);
  }

  /** The actions of the commit of {@code version}, in order. */
  public List<Action> commit(long version) {
    return Commits.read(store, version);
  }

  /**
   * Hands the commits of versions {@code first} to {@code last} to {@code sink}, in order; some are
   * read ahead, several at once.
   *
   * @throws io.moraine.core.error.ObjectNotFoundException if one is not there
   */
  public void forEachCommit(long first, long last, Consumer<CommitText> sink) {
    CommitText[] ahead = new CommitText[AHEAD_FOR_EACH_THREAD * loader.parallel().parallelism()];
    for (long from = first; from <= last; from += ahead.length) {
      long start = from;
      int count = (int) Math.min(ahead.length, last - from + 1);
      loader.parallel().forEach(count, i -> ahead[i] = Commits.text(store, start + i));
      for (int i = 0; i < count; i++) {
        sink.accept(ahead[i]);
      }
    }
  }

  /**
   * The versions whose commits are still there, the newest first, at most {@code limit} of them.
   */
  public List<HistoryEntry> history(int limit) {
    LogListing listing = listAll();
    long latest = listing.latestVersion().orElseThrow(this::notFound);
    CommitTimes times = new CommitTimes(store, timed(listing), load(listing, latest).properties());
    List<HistoryEntry> entries = new ArrayList<>();
    for (int i = times.versions().size() - 1; i >= 0 && entries.size() < limit; i--) {
      long version = times.versions().get(i);
      Optional<CommitInfo> info = Commits.info(store, version);
      entries.add(new HistoryEntry(version, times.millis(i), info));
    }
    return entries;
  }

  /**
   * When the versions up to {@code newest} were committed, of those whose commits are still there
   * and that can be made up; may be none.
   */
  public CommitTimes times(Snapshot newest) {
    return times(newest.version(), newest.properties());
  }

  /** The same, of the newest version that is {@code newest}. */
  public CommitTimes times(TableHeader newest) {
    return times(newest.version(), new TableProperties(newest.metadata().configuration()));
  }

  private CommitTimes times(long newest, TableProperties properties) {
    NavigableMap<Long, LogFile> commits = timed(listAll());
    return new CommitTimes(store, commits.headMap(newest, true), properties);
  }

  /** All versions whose commits are still there, the newest first. */
  public List<HistoryEntry> history() {
    return history(Integer.MAX_VALUE);
  }

  /** The commits, without a gap, of the versions that can be made up. */
  private static NavigableMap<Long, LogFile> timed(LogListing listing) {
    NavigableMap<Long, LogFile> timed = new TreeMap<>();
    long earliest = listing.earliestVersion().orElse(0);
    long expected = -1;
    for (LogFile commit : listing.commits().descendingMap().values()) {
      if (commit.version() < earliest || (expected >= 0 && commit.version() != expected)) {
        break;
      }
      timed.put(commit.version(), commit);
      expected = commit.version() - 1;
    }
    // After a gap, only what a checkpoint begins can be made up.
    long first = timed.isEmpty() ? 0 : timed.firstKey();
    long recreatable =
        first == 0
            ? 0
            : listing.checkpoints().stream()
                .mapToLong(CheckpointFiles::version)
                .filter(version -> version >= first - 1)
                .min()
                .orElse(first);
    return timed.tailMap(recreatable, true);
  }

  private Snapshot load(LogListing listing, long version) {
    return loader.load(listing, version, OnFailure.THROW).orElseThrow(() -> listing.gap(version));
  }

  private TableNotFoundException notFound() {
    return new TableNotFoundException(store.root().toString());
  }
}
