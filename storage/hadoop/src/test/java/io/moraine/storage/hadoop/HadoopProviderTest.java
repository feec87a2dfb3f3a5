package io.moraine.storage.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.env.TestEnvironments;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.StoreOptions;
import io.moraine.core.store.Stores;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopProviderTest {
  @TempDir private Path folder;

  /** The local file system under a scheme that is not said to rename in one step. */
  private ObjectStore notAtomic() {
    return Stores.open(
        URI.create("oss://bucket" + folder + "/"),
        StoreOptions.of(
            Map.of(
                "hadoop.conf.fs.oss.impl", LocalUnderAnotherScheme.class.getName(),
                "hadoop.conf.fs.AbstractFileSystem.oss.impl",
                    LocalUnderAnotherScheme.Context.class.getName())),
        TestEnvironments.serial());
  }

  @Test
  void whereRenamesAreNotPromisedTablesCanBeReadButNotWritten() throws Exception {
    Files.write(folder.resolve("part"), "rows".getBytes(StandardCharsets.UTF_8));
    try (ObjectStore store = notAtomic()) {
      assertThat(store.read("part")).isEqualTo("rows".getBytes(StandardCharsets.UTF_8));
      try (ObjectReader reader = store.open("part")) {
        assertThat(reader.sizeBytes()).isEqualTo(4);
      }
      assertThat(store.listFolder("", "").next().key()).isEqualTo("part");
      assertThatThrownBy(() -> store.putIfAbsent("_delta_log/0.json", new byte[0]))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("Cannot put oss://bucket" + folder + "/_delta_log/0.json if absent")
          .hasMessageContaining("file systems of scheme 'oss' do not promise to rename")
          .hasMessageContaining("Tables there can only be read");
    }
  }

  @Test
  void aFileSystemThatIsNotOnTheClassPathIsNamed() {
    assertThatThrownBy(
            () ->
                Stores.open(
                    URI.create("cosn://bucket/t/"), StoreOptions.NONE, TestEnvironments.serial()))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("Cannot open cosn://bucket/t/")
        .hasMessageContaining("cosn");
  }
}
