package io.moraine.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.env.TestEnvironments;
import io.moraine.core.store.contract.ObjectStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreTest extends ObjectStoreContract {
  @TempDir private Path folder;

  @Override
  protected ObjectStore open() throws IOException {
    return new LocalStore(
        Files.createTempDirectory(folder, "store").resolve("made/later"),
        TestEnvironments.serial());
  }

  @Test
  void leavesNoHiddenFileBehindAfterLosingAPut() throws IOException {
    Path root = Files.createTempDirectory(folder, "hidden");
    ObjectStore store = new LocalStore(root, TestEnvironments.serial());
    store.putIfAbsent("a", bytes("1"));
    store.putIfAbsent("a", bytes("2"));
    store.put("a", bytes("3"));
    try (Stream<Path> files = Files.list(root)) {
      assertThat(files).containsExactly(root.resolve("a"));
    }
  }
}
