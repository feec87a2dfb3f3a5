package io.moraine.compaction.manifest;

import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.AddFile;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.sink.PartitionFolders;
import io.moraine.log.snapshot.Snapshot;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of a table as text files name them, for engines that read Hive's tables of {@code
 * SymlinkTextInputFormat}: one list below {@code _symlink_format_manifest/} for each partition.
 *
 * <p>The lists are of one version; the next commit does not change them. They are written one after
 * the other, so that a reader may see some of the version before.
 *
 * @see <a href="https://docs.delta.io/presto-integration">Manifests</a>
 */
public final class SymlinkManifest {
  /** What the statement calls it. */
  public static final String MODE = "symlink_format_manifest";

  private static final String FOLDER = "_symlink_format_manifest";
  private static final String NAME = "manifest";

  private SymlinkManifest() {}

  /**
   * What was done.
   *
   * @param version whose files are listed
   * @param manifests how many lists were written
   * @param files how many files are in them
   * @param removedManifests how many lists went, of partitions that are no more
   */
  public record Written(long version, long manifests, long files, long removedManifests) {}

  /**
   * Writes the lists of {@code snapshot} to {@code store}, the table's, and removes others.
   *
   * @throws UnsupportedFeatureException if readers of lists would read other rows than the table
   *     has: where rows are deleted by deletion vectors, or columns have other names in files
   */
  public static Written write(Snapshot snapshot, ObjectStore store) {
    Map<String, List<String>> lists = lists(snapshot);
    List<String> stale = new ArrayList<>();
    Iterator<ObjectStatus> found = store.listTree(FOLDER);
    while (found.hasNext()) {
      String key = found.next().key();
      if (key.endsWith("/" + NAME) && !lists.containsKey(key)) {
        stale.add(key);
      }
    }
    lists.forEach(
        (key, files) ->
            store.put(
                key,
                files.isEmpty()
                    ? new byte[0]
                    : (String.join("\n", files) + "\n").getBytes(StandardCharsets.UTF_8)));
    store.deleteAll(stale);
    return new Written(snapshot.version(), lists.size(), snapshot.files().size(), stale.size());
  }

  /** The places of files by the key of the list that has them. */
  private static Map<String, List<String>> lists(Snapshot snapshot) {
    if (snapshot.columnMappingMode() != ColumnMappingMode.NONE) {
      throw refused(
          snapshot,
          "its columns have other names in data files (delta.columnMapping.mode), which readers of"
              + " manifests do not know");
    }
    Map<String, List<String>> lists = new TreeMap<>();
    if (snapshot.partitionColumns().isEmpty()) {
      lists.put(FOLDER + "/" + NAME, new ArrayList<>());
    }
    long vectors = 0;
    for (AddFile file : snapshot.files()) {
      vectors += file.deletionVector() == null ? 0 : 1;
      lists
          .computeIfAbsent(key(snapshot, file), key -> new ArrayList<>())
          .add(place(snapshot, file));
    }
    if (vectors > 0) {
      throw refused(
          snapshot,
          "%,d of its files have deletion vectors, and readers of manifests would read the rows that are deleted; REORG TABLE … APPLY (PURGE) first"
              .formatted(vectors));
    }
    return lists;
  }

  private static UnsupportedFeatureException refused(Snapshot snapshot, String why) {
    return new UnsupportedFeatureException(
        "Cannot generate manifests of %s: %s".formatted(snapshot.table(), why));
  }

  private static String key(Snapshot snapshot, AddFile file) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    for (String column : snapshot.metadata().partitionColumns()) {
      values.put(column, file.partitionValues().get(column));
    }
    return FOLDER + "/" + PartitionFolders.folder(values) + NAME;
  }

  /** As Hadoop's paths are written: without escapes. */
  private static String place(Snapshot snapshot, AddFile file) {
    URI uri = URI.create(snapshot.paths().location(file.path()));
    return uri.getRawAuthority() == null
        ? uri.getScheme() + ":" + uri.getPath()
        : "%s://%s%s".formatted(uri.getScheme(), uri.getRawAuthority(), uri.getPath());
  }
}
