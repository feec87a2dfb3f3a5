package io.moraine.compaction.restore;

import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.AddFile;
import io.moraine.log.deletionvector.DeletionVectorReader;
import io.moraine.log.path.DataPaths;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks whether files that a log names are there, many at once. */
final class PresentFiles {
  private final ObjectStore store;
  private final DataPaths paths;
  private final DeletionVectorReader vectors;
  private final Environment environment;

  PresentFiles(Snapshot snapshot, ObjectStore store, Environment environment) {
    this.store = store;
    this.paths = snapshot.paths();
    this.vectors = new DeletionVectorReader(store, paths);
    this.environment = environment;
  }

  /** What is wrong with the files of {@code files} that are not there as the log has them. */
  List<String> problems(List<AddFile> files) {
    @Nullable String[] problems = new String[files.size()];
    Parallel.in(environment)
        .forEach(problems.length, i -> problems[i] = problem(files.get(i)).orElse(null));
    return new ArrayList<>(Arrays.stream(problems).filter(Objects::nonNull).toList());
  }

  private Optional<String> problem(AddFile file) {
    Optional<Long> size = sizeBytes(file.path());
    if (size.isEmpty()) {
      return Optional.of(file.path() + " is gone");
    }
    if (size.get() != file.size()) {
      return Optional.of(
          "%s has %d bytes, expected %d".formatted(file.path(), size.get(), file.size()));
    }
    if (file.deletionVector() == null) {
      return Optional.empty();
    }
    return vectors
        .file(file.deletionVector(), file.path())
        .filter(vector -> sizeBytes(vector).isEmpty())
        .map(vector -> "%s, the deletion vector of %s, is gone".formatted(vector, file.path()));
  }

  private Optional<Long> sizeBytes(String path) {
    try (ObjectReader reader = paths.open(path, store)) {
      return Optional.of(reader.sizeBytes());
    } catch (ObjectNotFoundException e) {
      return Optional.empty();
    }
  }
}
