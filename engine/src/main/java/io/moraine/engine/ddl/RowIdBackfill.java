package io.moraine.engine.ddl;

import io.moraine.core.env.Environment;
import io.moraine.engine.delta.TableHandle;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.feature.ProtocolUpgrade;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.property.TableProperties;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives ids to the rows of files from before a table tracked rows, by adding the files once more.
 * Rows are tracked once all have ids.
 */
final class RowIdBackfill {
  private final Environment environment;
  private final TableHandle handle;

  RowIdBackfill(Environment environment, TableHandle handle) {
    this.environment = environment;
    this.handle = handle;
  }

  /** Whether rows without ids are in the way of {@code after}. */
  static boolean isNeeded(Snapshot before, Metadata after) {
    return new TableProperties(after.configuration()).enableRowTracking()
        && !before.properties().enableRowTracking()
        && !withoutIds(before).isEmpty();
  }

  private static List<AddFile> withoutIds(Snapshot snapshot) {
    List<AddFile> files = new ArrayList<>();
    for (AddFile file : snapshot.files()) {
      if (file.baseRowId() == null) {
        files.add(file.withoutDataChange());
      }
    }
    return files;
  }

  /**
   * Commits the files once more; gives that version, which has the properties that {@code snapshot}
   * has, as a change of these would be a conflict. A later one need not have them.
   */
  Snapshot run(Snapshot snapshot) {
    Protocol protocol =
        ProtocolUpgrade.with(snapshot.protocol(), Set.of(TableFeature.ROW_TRACKING));
    Transaction transaction =
        Transaction.begin(
            handle.transactions(environment),
            snapshot,
            Operation.of("ROW TRACKING BACKFILL", Map.of()));
    if (!protocol.equals(snapshot.protocol())) {
      transaction.add(protocol);
    }
    transaction.readWholeTable();
    transaction.addAll(withoutIds(snapshot));
    return handle.log().at(transaction.commit().version());
  }
}
