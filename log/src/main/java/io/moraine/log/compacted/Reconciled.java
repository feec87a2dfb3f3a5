package io.moraine.log.compacted;

import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.FileKey;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.path.DataPaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What commits come to: of each thing the last that was said. Removals stay, of files and of
 * domains, for they are of what was before the first of the commits.
 */
final class Reconciled {
  private static final String PROTOCOL = "protocol";
  private static final String METADATA = "metaData";

  private final DataPaths paths;
  private final Map<String, Action> table = new LinkedHashMap<>();
  private final Map<String, Action> transactions = new LinkedHashMap<>();
  private final Map<String, Action> domains = new LinkedHashMap<>();
  private final Map<FileKey, Action> files = new LinkedHashMap<>();

  Reconciled(DataPaths paths) {
    this.paths = paths;
  }

  void put(Action action) {
    if (action instanceof AddFile add) {
      files.put(key(add.path(), add.deletionVectorId()), add);
    } else if (action instanceof RemoveFile remove) {
      files.put(key(remove.path(), remove.deletionVectorId()), remove);
    } else if (action instanceof SetTransaction transaction) {
      transactions.put(transaction.appId(), transaction);
    } else if (action instanceof DomainMetadata domain) {
      domains.put(domain.domain(), domain);
    } else if (action instanceof Protocol) {
      table.put(PROTOCOL, action);
    } else if (action instanceof Metadata) {
      table.put(METADATA, action);
    }
    // Commit infos and change files are of one version each; readers of these read its commit.
  }

  private FileKey key(String path, @Nullable String deletionVectorId) {
    return new FileKey(paths.resolve(path).identity(), deletionVectorId);
  }

  List<Action> actions() {
    List<Action> actions = new ArrayList<>(table.values());
    actions.addAll(transactions.values());
    actions.addAll(domains.values());
    actions.addAll(files.values());
    return actions;
  }
}
