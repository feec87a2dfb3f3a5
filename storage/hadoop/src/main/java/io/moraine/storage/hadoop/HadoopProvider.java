package io.moraine.storage.hadoop;

import io.moraine.core.env.Environment;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.StoreOptions;
import io.moraine.core.store.StoreProvider;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/**
 * Opens what Hadoop has a {@code FileSystem} for. Its configuration is that of the class path, with
 * the setting {@code hadoop.conf.NAME} instead of {@code NAME}.
 */
public final class HadoopProvider implements StoreProvider {
  private static final String SETTINGS = "hadoop.conf.";

  /** Where a rename happens in one step, and not over a file that is there. */
  static final Set<String> ATOMIC = Set.of("hdfs", "viewfs", "ofs", "o3fs");

  /** Where it does not, or nobody promises it. */
  static final Set<String> NOT_ATOMIC =
      Set.of("webhdfs", "swebhdfs", "har", "ftp", "sftp", "oss", "cosn", "obs", "maprfs");

  @Override
  public Set<String> schemes() {
    Set<String> schemes = new HashSet<>(ATOMIC);
    schemes.addAll(NOT_ATOMIC);
    return schemes;
  }

  @Override
  public ObjectStore open(URI root, StoreOptions options, Environment environment) {
    requireHadoop(root);
    Configuration configuration = new Configuration();
    options
        .given(SETTINGS)
        .forEach((name, value) -> configuration.set(name.substring(SETTINGS.length()), value));
    return HadoopStore.open(root, configuration, environment);
  }

  private static void requireHadoop(URI root) {
    try {
      Class.forName(
          "org.apache.hadoop.fs.FileContext", false, HadoopProvider.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new StorageException(
          "Cannot open %s: Hadoop is not on the class path; add hadoop-client-api and hadoop-client-runtime"
              .formatted(root),
          e);
    }
  }
}
