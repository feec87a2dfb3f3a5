package io.moraine.engine.dml;

import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.json.JsonWriter;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddCdcFile;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.FileAction;
import io.moraine.log.action.FileKey;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.commit.CommitStateUnknownException;
import io.moraine.log.txn.CommitResult;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One version of one table that several statements make together: each sees what those before it
 * did, others see all of it or nothing. Not safe for use by several threads at once.
 */
public final class SharedCommit {
  private final WriteOptions options;
  private final Map<FileKey, FileAction> files = new LinkedHashMap<>();
  private final List<AddCdcFile> changeFiles = new ArrayList<>();
  private final List<ChangeOutcome> outcomes = new ArrayList<>();
  private DeltaTable current;
  private @Nullable Protocol protocol;
  private @Nullable Metadata metadata;
  private boolean ended;

  /**
   * A version on top of {@code table}, with nothing in it yet.
   *
   * @param options what makes the whole happen once, and its words for the history
   */
  public SharedCommit(DeltaTable table, WriteOptions options) {
    this.current = table;
    this.options = options;
  }

  /** What makes the whole happen once, and its words for the history. */
  public WriteOptions options() {
    return options;
  }

  /** The same version with other options, before anything is in it. */
  public SharedCommit with(WriteOptions newOptions) {
    requireOpen();
    return new SharedCommit(current, newOptions);
  }

  /** Where the table is. */
  public URI root() {
    return current.handle().root();
  }

  /** The table after the statements so far, under the name {@code name}. */
  public DeltaTable current(String name) {
    return current.named(name);
  }

  /** Whether the application that writes has come so far before: then nothing is to be done. */
  public boolean isDone() {
    return options
        .progress()
        .map(
            progress -> {
              var last = current.committed().setTransactions().get(progress.appId());
              return last != null && last.version() >= progress.version();
            })
        .orElse(false);
  }

  /** Takes what a statement did to {@code target}. */
  void add(DeltaTable target, ChangeOutcome outcome) {
    requireOpen();
    if (!target.handle().root().equals(root())) {
      throw new InvalidInputException(
          "Cannot write to %s: a transaction changes one table, this one %s"
              .formatted(target.name(), current.name()));
    }
    for (Action action : outcome.actions()) {
      if (action instanceof AddCdcFile file) {
        changeFiles.add(file);
      } else if (action instanceof AddFile file) {
        files.put(key(file.path(), file.deletionVector()), file);
      } else if (action instanceof RemoveFile file) {
        // A file that came with an earlier statement has never been there.
        FileKey key = key(file.path(), file.deletionVector());
        if (!(files.remove(key) instanceof AddFile)) {
          files.put(key, file);
        }
      } else if (action instanceof Protocol newProtocol) {
        protocol = newProtocol;
      } else if (action instanceof Metadata newMetadata) {
        metadata = newMetadata;
      }
    }
    outcomes.add(outcome);
    current = current.with(outcome.actions());
  }

  private FileKey key(String path, @Nullable DeletionVectorDescriptor vector) {
    return new FileKey(
        current.snapshot().paths().resolve(path).identity(),
        vector == null ? null : vector.uniqueId());
  }

  private void requireOpen() {
    if (ended) {
      throw new InvalidInputException(
          "The transaction on %s has ended: begin another".formatted(current.name()));
    }
  }

  /**
   * Commits what the statements did, as one version; empty if that is nothing.
   *
   * @throws io.moraine.log.txn.ConcurrentModificationException if another writer stands against it;
   *     its files are removed then
   */
  public OptionalLong commit(Environment environment) {
    requireOpen();
    ended = true;
    if (outcomes.isEmpty() && options.progress().isEmpty()) {
      return OptionalLong.empty();
    }
    Transaction transaction =
        Transaction.begin(
            current.handle().transactions(environment), current.committed(), operation());
    outcomes.forEach(outcome -> outcome.reads().accept(transaction));
    if (outcomes.size() == 1) {
      outcomes.get(0).metrics().accept(transaction);
      // Of several statements the files alone tell what came and went in the end.
      transaction.addAll(changeFiles);
    }
    Optional.ofNullable(protocol).ifPresent(transaction::add);
    Optional.ofNullable(metadata).ifPresent(transaction::add);
    options
        .progress()
        .ifPresent(progress -> transaction.advance(progress.appId(), progress.version()));
    options.userMetadata().ifPresent(transaction::userMetadata);
    try {
      CommitResult result = transaction.addAll(files.values()).commit();
      return OptionalLong.of(result.version());
    } catch (CommitStateUnknownException e) {
      throw e;
    } catch (RuntimeException e) {
      discard();
      throw e;
    }
  }

  private Operation operation() {
    if (outcomes.size() == 1) {
      return outcomes.get(0).operation();
    }
    JsonWriter names = new JsonWriter().beginArray();
    outcomes.forEach(outcome -> names.value(outcome.operation().name()));
    return Operation.of("TRANSACTION", Map.of("operations", names.endArray().toString()));
  }

  /** Gives up what the statements did, and removes their files. */
  public void rollBack() {
    if (!ended) {
      ended = true;
      discard();
    }
  }

  private void discard() {
    outcomes.forEach(outcome -> outcome.discard().run());
  }
}
