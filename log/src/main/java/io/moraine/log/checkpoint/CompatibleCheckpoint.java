package io.moraine.log.checkpoint;

import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.CorruptTableException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.ObjectWriter;
import io.moraine.log.feature.SupportedFeatures;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.json.CommitFile;
import io.moraine.log.segment.CheckpointFiles;
import io.moraine.log.segment.LogFile;
import io.moraine.log.segment.LogListing;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import java.util.List;
import java.util.Optional;

/**
 * A checkpoint of the V2 specification under the name of a classic one, for readers that know no
 * other: they find there which features the table asks for, and can say what they lack. Without it,
 * once the first commits are gone, they find no table.
 */
public final class CompatibleCheckpoint {
  private static final int COPIED_AT_ONCE = 1 << 20;

  private final TableLog log;
  private final ObjectStore store;
  private final Environment environment;

  /** Of the table of {@code log}. */
  public CompatibleCheckpoint(TableLog log, Environment environment) {
    this.log = log;
    this.store = log.store();
    this.environment = environment;
  }

  /**
   * Gives the newest checkpoint that can be read a classic name, too, unless one of version {@code
   * first} or later has such a name, or the table's protocol then had no checkpoints of the V2
   * specification.
   *
   * @return the key written; nothing if none is needed
   * @throws io.moraine.core.error.StorageException if the store fails
   */
  public Optional<String> ensure(long first) {
    List<CheckpointFiles> checkpoints = LogListing.list(store, first, Long.MAX_VALUE).checkpoints();
    if (checkpoints.stream().anyMatch(CompatibleCheckpoint::hasClassicName)) {
      return Optional.empty();
    }
    for (CheckpointFiles checkpoint : checkpoints) {
      try {
        Snapshot snapshot = log.ofCheckpoint(checkpoint);
        return SupportedFeatures.has(snapshot.protocol(), TableFeature.V2_CHECKPOINT)
            ? Optional.of(write(checkpoint.files().get(0), snapshot))
            : Optional.empty();
      } catch (CorruptFileException | CorruptTableException | ObjectNotFoundException e) {
        // An older one does as well.
      }
    }
    return Optional.empty();
  }

  private static boolean hasClassicName(CheckpointFiles checkpoint) {
    return checkpoint.kind() == LogFile.Kind.CLASSIC_CHECKPOINT
        || checkpoint.kind() == LogFile.Kind.CHECKPOINT_PART;
  }

  private String write(LogFile checkpoint, Snapshot snapshot) {
    String from = checkpoint.status().key();
    String to = CheckpointWriter.classicKey(checkpoint.version());
    if (checkpoint.kind() == LogFile.Kind.V2_JSON_CHECKPOINT) {
      asParquet(from, to, snapshot);
    } else {
      copy(from, to);
    }
    return to;
  }

  private void copy(String from, String to) {
    try (ObjectReader in = store.open(from);
        ObjectWriter out = store.create(to)) {
      byte[] buffer = new byte[(int) Math.min(COPIED_AT_ONCE, in.sizeBytes())];
      for (long at = 0; at < in.sizeBytes(); at += buffer.length) {
        int length = (int) Math.min(buffer.length, in.sizeBytes() - at);
        in.read(at, buffer, 0, length);
        out.write(buffer, 0, length);
      }
      out.finish();
    }
  }

  private void asParquet(String from, String to, Snapshot snapshot) {
    AddLayout adds = AddLayout.of(snapshot, environment.clock().getZone());
    try (CheckpointFile file =
        CheckpointFile.create(
            store,
            to,
            CheckpointSchema.topLevel(adds.type()),
            adds,
            snapshot.properties(),
            Parallel.in(environment))) {
      CommitFile.read(store.read(from), store.root() + from, file::add);
      file.finish();
    }
  }
}
