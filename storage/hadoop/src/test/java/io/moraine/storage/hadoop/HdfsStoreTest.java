package io.moraine.storage.hadoop;

import io.moraine.core.env.TestEnvironments;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.StoreOptions;
import io.moraine.core.store.contract.ObjectStoreContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class HdfsStoreTest extends ObjectStoreContract {
  private static final AtomicInteger STORES = new AtomicInteger();

  @TempDir private static Path folder;

  /** Known by name only: its jars are there with -Pstores alone, and this compiles without. */
  private static Object cluster;

  private static URI uri;

  @BeforeAll
  static void start() throws ReflectiveOperationException {
    Configuration configuration = new Configuration();
    configuration.set("hdfs.minidfs.basedir", folder.toString());
    Class<?> builder = Class.forName("org.apache.hadoop.hdfs.MiniDFSCluster$Builder");
    cluster =
        builder
            .getMethod("build")
            .invoke(builder.getConstructor(Configuration.class).newInstance(configuration));
    cluster.getClass().getMethod("waitActive").invoke(cluster);
    uri = (URI) cluster.getClass().getMethod("getURI").invoke(cluster);
  }

  @AfterAll
  static void stop() throws ReflectiveOperationException {
    cluster.getClass().getMethod("shutdown").invoke(cluster);
  }

  @Override
  protected ObjectStore open() throws IOException {
    return new HadoopProvider()
        .open(
            uri.resolve("/contract%20" + STORES.incrementAndGet() + "/"),
            StoreOptions.NONE,
            TestEnvironments.serial());
  }

  /** HDFS takes no colons in names. */
  @Override
  protected Set<String> refusedNames() {
    return Set.of("colon:semi;comma,at@");
  }
}
