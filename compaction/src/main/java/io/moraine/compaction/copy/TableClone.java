package io.moraine.compaction.copy;

import io.moraine.compaction.copy.CloneOptions.Depth;
import io.moraine.compaction.copy.CloneOptions.Existing;
import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.commit.CommitStateUnknownException;
import io.moraine.log.feature.ProtocolUpgrade;
import io.moraine.log.feature.SupportedFeatures;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.property.PropertyNames;
import io.moraine.log.property.TableProperties;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import io.moraine.log.txn.TransactionContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a version of a table a table of its own: one commit with the source's rows, columns,
 * properties and clustering, under another id. Where a table is there already, its history goes on;
 * files of an earlier clone that are still the same are neither copied nor committed again.
 */
public final class TableClone {
  /** What only means something in the table that it was set in. */
  private static final Set<String> NOT_CLONED =
      Set.of(
          "delta.inCommitTimestampEnablementVersion",
          "delta.inCommitTimestampEnablementTimestamp",
          "delta.requireCheckpointProtectionBeforeVersion");

  private static final String ROW_TRACKING = "delta.rowTracking";

  private final Snapshot source;
  private final ObjectStore sourceStore;
  private final TableLog target;
  private final TransactionContext context;
  private final CloneOptions options;

  /**
   * Clones {@code source}, whose files are in {@code sourceStore}, to the place of {@code target},
   * whose transactions share {@code context}.
   */
  public TableClone(
      Snapshot source,
      ObjectStore sourceStore,
      TableLog target,
      TransactionContext context,
      CloneOptions options) {
    this.source = source;
    this.sourceStore = sourceStore;
    this.target = target;
    this.context = context;
    this.options = options;
  }

  /**
   * Makes the clone.
   *
   * @throws InvalidInputException if there is a table, and it is not to be replaced; or the source
   *     is it
   * @throws UnsupportedFeatureException if a catalog manages the source, or either table has a
   *     feature that cannot be written
   * @throws io.moraine.core.error.MoraineException if a file of the source is gone; nothing is left
   *     of the copies then
   */
  public CloneResult run() {
    Optional<Snapshot> before = target.latestIfExists();
    if (target.store().root().equals(sourceStore.root())) {
      throw new InvalidInputException(
          "Cannot clone %s onto itself; RESTORE brings back an earlier version"
              .formatted(source.table()));
    }
    if (before.isPresent() && options.existing() == Existing.KEPT) {
      return new CloneResult(
          OptionalLong.empty(), source.files().size(), source.files().sizeBytes(), 0, 0, 0, 0);
    }
    if (before.isPresent() && options.existing() == Existing.REFUSED) {
      throw new InvalidInputException(
          "Cannot clone %s to %s: there is a table already; CREATE OR REPLACE TABLE … CLONE replaces it"
              .formatted(source.table(), before.get().table()));
    }
    requireCloneable();
    before.ifPresent(Snapshot::requireWritable);
    return clone(before);
  }

  private void requireCloneable() {
    for (TableFeature feature :
        List.of(
            TableFeature.CATALOG_MANAGED,
            TableFeature.CATALOG_OWNED,
            TableFeature.CATALOG_OWNED_PREVIEW)) {
      if (SupportedFeatures.has(source.protocol(), feature)) {
        throw new UnsupportedFeatureException(
            "Cannot clone %s: a catalog manages it (table feature %s), and a clone would be without one"
                .formatted(source.table(), feature.protocolName()));
      }
    }
    source.requireWritable();
  }

  private CloneResult clone(Optional<Snapshot> before) {
    Environment environment = context.environment();
    CloneFiles files = new CloneFiles(source, sourceStore);
    Map<String, AddFile> old = new HashMap<>();
    before.ifPresent(table -> table.files().forEach(file -> old.put(identity(table, file), file)));
    List<AddFile> added = new ArrayList<>();
    boolean tracked = true;
    for (AddFile file : source.files()) {
      AddFile ours =
          options.depth() == Depth.SHALLOW
              ? files.shallow(file)
              : files.deep(file, target.store(), environment);
      tracked &= ours.baseRowId() != null;
      AddFile same = before.map(table -> old.get(identity(table, ours))).orElse(null);
      if (same != null && same.size() == ours.size()) {
        old.remove(identity(before.get(), ours));
      } else {
        added.add(ours);
      }
    }
    before.ifPresent(table -> files.leaveOut(table, target.store()));
    ObjectCopy copy = new ObjectCopy(target.store(), environment);
    Map<String, String> copies = files.copies();
    long copiedBytes =
        copy.run(copies, path -> source.paths().open(path, sourceStore), (key, bytes) -> {});
    Transaction transaction = begin(before);
    transaction.addAll(definition(before, tracked));
    long now = environment.nowMillis();
    old.values().forEach(file -> transaction.add(file.removedAt(now)));
    boolean keepsIds = tracked;
    added.forEach(file -> transaction.add(keepsIds ? file : file.withRowIds(null, null)));
    long removedBytes = old.values().stream().mapToLong(AddFile::size).sum();
    transaction
        .metric("sourceTableSize", source.files().sizeBytes())
        .metric("sourceNumOfFiles", source.files().size())
        .metric("numRemovedFiles", old.size())
        .metric("numCopiedFiles", copies.size())
        .metric("removedFilesSize", removedBytes)
        .metric("copiedFilesSize", copiedBytes);
    return new CloneResult(
        OptionalLong.of(commit(transaction, copies)),
        source.files().size(),
        source.files().sizeBytes(),
        old.size(),
        removedBytes,
        copies.size(),
        copiedBytes);
  }

  private static String identity(Snapshot table, AddFile file) {
    return table.paths().resolve(file.path()).identity() + "\n" + file.deletionVectorId();
  }

  private long commit(Transaction transaction, Map<String, String> copies) {
    try {
      return transaction.commit().version();
    } catch (CommitStateUnknownException e) {
      throw e;
    } catch (RuntimeException e) {
      target.store().deleteAll(copies.keySet());
      throw e;
    }
  }

  private Transaction begin(Optional<Snapshot> before) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("source", "delta.`%s`".formatted(source.table().replaceFirst("/$", "")));
    parameters.put("sourceVersion", Long.toString(source.version()));
    parameters.put("isShallow", Boolean.toString(options.depth() == Depth.SHALLOW));
    Operation operation = Operation.of("CLONE", parameters);
    return before.isPresent()
        ? Transaction.begin(context, before.get(), operation).readWholeTable()
        : Transaction.create(context, operation);
  }

  private List<Action> definition(Optional<Snapshot> before, boolean tracked) {
    List<Action> actions = new ArrayList<>();
    Metadata metadata = metadata(before);
    Protocol wanted =
        ProtocolUpgrade.of(
            source.protocol(), metadata, ProtocolUpgrade.requests(options.properties()));
    Protocol protocol =
        before
            .map(
                table ->
                    ProtocolUpgrade.with(
                        table.protocol(),
                        SupportedFeatures.of(wanted).stream()
                            .map(TableFeature::named)
                            .flatMap(Optional::stream)
                            .toList()))
            .orElse(wanted);
    if (before.isEmpty() || !before.get().protocol().equals(protocol)) {
      actions.add(protocol);
    }
    if (before.isEmpty() || !before.get().metadata().equals(metadata)) {
      actions.add(metadata);
    }
    Map<String, DomainMetadata> old = before.map(Snapshot::domainMetadata).orElse(Map.of());
    source
        .domainMetadata()
        .forEach(
            (name, domain) -> {
              if (!domain.equals(old.get(name)) && (tracked || !name.equals(ROW_TRACKING))) {
                actions.add(domain);
              }
            });
    old.forEach(
        (name, domain) -> {
          if (!source.domainMetadata().containsKey(name) && !name.equals(ROW_TRACKING)) {
            actions.add(new DomainMetadata(name, domain.configuration(), true));
          }
        });
    return actions;
  }

  private Metadata metadata(Optional<Snapshot> before) {
    Metadata old = source.metadata();
    Map<String, @Nullable String> configuration = new LinkedHashMap<>(old.configuration());
    configuration.keySet().removeAll(NOT_CLONED);
    Map<String, String> set =
        PropertyNames.spelled(ProtocolUpgrade.withoutRequests(new TreeMap<>(options.properties())));
    new TableProperties(new LinkedHashMap<>(set)).requireUsers();
    configuration.putAll(set);
    before.ifPresent(
        table -> {
          for (String key : NOT_CLONED) {
            if (table.metadata().configuration().containsKey(key)) {
              configuration.put(key, table.metadata().configuration().get(key));
            }
          }
        });
    return new Metadata(
        before.map(table -> table.metadata().id()).orElseGet(context.environment()::newId),
        before.map(table -> table.metadata().name()).orElse(null),
        before.map(table -> table.metadata().description()).orElse(old.description()),
        old.format(),
        old.schemaString(),
        old.partitionColumns(),
        old.createdTime(),
        configuration);
  }
}
