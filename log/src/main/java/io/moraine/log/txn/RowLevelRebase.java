package io.moraine.log.txn;

import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.deletionvector.DeletionVector;
import io.moraine.log.deletionvector.DeletionVectorWriter;
import io.moraine.log.path.DataPaths;
import io.moraine.log.stats.FileStatistics;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows a winner that deleted other rows of the files of which a transaction deletes rows: what
 * both deleted together is what the file has lost.
 *
 * <p>Positions in a file never change, so that the two sets can be joined if they have no row in
 * common. It holds only for transactions that decide row by row, each by itself: whether a row goes
 * must not depend on another one, which the winner may have taken away.
 */
final class RowLevelRebase {
  private static final DeletionVector NOTHING = DeletionVector.of(new BitSet());

  private final DataPaths paths;
  private final VectorAccess vectors;
  private final Set<String> readFiles;

  /**
   * Follows winners of one transaction.
   *
   * @param readFiles the identities of the files that it read
   */
  RowLevelRebase(DataPaths paths, VectorAccess vectors, Set<String> readFiles) {
    this.paths = paths;
    this.vectors = vectors;
    this.readFiles = readFiles;
  }

  /**
   * What became of a transaction.
   *
   * @param actions its actions, fit to follow the winner
   * @param settled the identities of the files in which the winner only deleted rows that are
   *     nothing to the transaction
   * @param vectorFile what was written for it, to delete if the transaction fails
   */
  record Followed(List<Action> actions, Set<String> settled, Optional<String> vectorFile) {}

  /** A file that stays, with more of its rows deleted. */
  private record Marking(RemoveFile before, AddFile after) {}

  /** A file of which both delete rows, which are different ones. */
  private record Joint(String identity, Marking ours, Marking theirs, DeletionVector deleted) {}

  Followed follow(WinningCommit winner, List<Action> actions) {
    Map<String, Marking> ours = markings(actions);
    Set<String> removed = removed(actions);
    Set<String> settled = new HashSet<>();
    List<Joint> joints = new ArrayList<>();
    markings(winner.actions())
        .forEach(
            (identity, theirs) -> {
              boolean touched = removed.contains(identity);
              if (!touched && !readFiles.contains(identity)) {
                return;
              }
              DeletionVector before = read(theirs.before().deletionVector(), identity);
              DeletionVector after = read(theirs.after().deletionVector(), identity);
              if (before.minus(after).cardinality() > 0) {
                // Rows came back, as RESTORE brings them.
                return;
              }
              if (!touched) {
                settled.add(identity);
              } else if (ours.containsKey(identity)) {
                joint(identity, ours.get(identity), theirs, before, after)
                    .ifPresent(
                        joint -> {
                          joints.add(joint);
                          settled.add(identity);
                        });
              }
            });
    return joints.isEmpty()
        ? new Followed(actions, settled, Optional.empty())
        : join(actions, joints, settled);
  }

  private Map<String, Marking> markings(List<Action> actions) {
    Map<String, RemoveFile> removes = new HashMap<>();
    for (Action action : actions) {
      if (action instanceof RemoveFile remove) {
        removes.put(identity(remove.path()), remove);
      }
    }
    Map<String, Marking> markings = new HashMap<>();
    for (Action action : actions) {
      if (action instanceof AddFile add && add.deletionVector() != null) {
        RemoveFile before = removes.get(identity(add.path()));
        if (before != null) {
          markings.put(identity(add.path()), new Marking(before, add));
        }
      }
    }
    return markings;
  }

  private Set<String> removed(List<Action> actions) {
    Set<String> removed = new HashSet<>();
    for (Action action : actions) {
      if (action instanceof RemoveFile remove) {
        removed.add(identity(remove.path()));
      }
    }
    return removed;
  }

  private Optional<Joint> joint(
      String identity, Marking ours, Marking theirs, DeletionVector before, DeletionVector after) {
    if (!Objects.equals(ours.before().deletionVectorId(), theirs.before().deletionVectorId())) {
      return Optional.empty();
    }
    DeletionVector wanted = read(ours.after().deletionVector(), identity);
    DeletionVector theirRows = after.minus(before);
    if (theirRows.minus(wanted.minus(before)).cardinality() != theirRows.cardinality()) {
      // Both delete one row, which would be told of twice.
      return Optional.empty();
    }
    return Optional.of(new Joint(identity, ours, theirs, after.or(wanted)));
  }

  private Followed join(List<Action> actions, List<Joint> joints, Set<String> settled) {
    DeletionVectorWriter.Stored stored =
        vectors.write(joints.stream().map(Joint::deleted).toList());
    Map<String, AddFile> adds = new HashMap<>();
    Map<String, Joint> byIdentity = new HashMap<>();
    for (int i = 0; i < joints.size(); i++) {
      Joint joint = joints.get(i);
      byIdentity.put(joint.identity(), joint);
      // The winner's, which has the row ids that are in force.
      adds.put(
          joint.identity(),
          joint
              .theirs()
              .after()
              .withStats(joint.ours().after().stats())
              .withDeletionVector(stored.descriptors().get(i)));
    }
    List<Action> joined = new ArrayList<>(actions.size());
    for (Action action : actions) {
      if (action instanceof RemoveFile remove && byIdentity.containsKey(identity(remove.path()))) {
        AddFile there = byIdentity.get(identity(remove.path())).theirs().after();
        joined.add(there.removedAt(Objects.requireNonNullElse(remove.deletionTimestamp(), 0L)));
      } else if (action instanceof AddFile add && adds.containsKey(identity(add.path()))) {
        AddFile both = adds.get(identity(add.path()));
        if (byIdentity.get(identity(add.path())).deleted().cardinality()
            != FileStatistics.rowCount(both)) {
          joined.add(both);
        }
      } else {
        joined.add(action);
      }
    }
    return new Followed(joined, settled, stored.file());
  }

  private DeletionVector read(@Nullable DeletionVectorDescriptor descriptor, String file) {
    return descriptor == null ? NOTHING : vectors.read(descriptor, file);
  }

  private String identity(String path) {
    return paths.resolve(path).identity();
  }
}
