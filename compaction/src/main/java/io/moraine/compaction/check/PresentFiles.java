package io.moraine.compaction.check;

import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.AddFile;
import io.moraine.log.deletionvector.DeletionVectorReader;
import io.moraine.log.path.DataPaths;
import io.moraine.log.snapshot.Snapshot;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks whether files that a log names are there, many at once. */
public final class PresentFiles {
  private final ObjectStore store;
  private final DataPaths paths;
  private final DeletionVectorReader vectors;
  private final Environment environment;

  /** Of a table in {@code store}. */
  public PresentFiles(Snapshot snapshot, ObjectStore store, Environment environment) {
    this.store = store;
    this.paths = snapshot.paths();
    this.vectors = new DeletionVectorReader(store, paths);
    this.environment = environment;
  }

  /**
   * A file that is not there as the log has it.
   *
   * @param file as the log has it
   * @param sizeBytes its size; empty if it is gone
   * @param vector the file of its deletion vector, if that is gone
   */
  public record Problem(AddFile file, Optional<Long> sizeBytes, Optional<String> vector) {
    /** Whether rows of it cannot be read for ever, as the file or its deletion vector is gone. */
    public boolean isLost() {
      return sizeBytes.isEmpty() || vector.isPresent();
    }

    @Override
    public String toString() {
      if (sizeBytes.isEmpty()) {
        return file.path() + " is gone";
      }
      return vector
          .map(gone -> "%s, the deletion vector of %s, is gone".formatted(gone, file.path()))
          .orElseGet(
              () ->
                  "%s has %d bytes, expected %d"
                      .formatted(file.path(), sizeBytes.get(), file.size()));
    }
  }

  /** What is wrong with the files of {@code files} that are not there as the log has them. */
  public List<Problem> problems(List<AddFile> files) {
    @Nullable Problem[] problems = new Problem[files.size()];
    Parallel.in(environment)
        .forEach(problems.length, i -> problems[i] = problem(files.get(i)).orElse(null));
    return Arrays.stream(problems).filter(Objects::nonNull).map(Problem.class::cast).toList();
  }

  private Optional<Problem> problem(AddFile file) {
    Optional<Long> size = sizeBytes(file.path());
    Optional<String> vector =
        file.deletionVector() == null
            ? Optional.empty()
            : vectors
                .file(file.deletionVector(), file.path())
                .filter(path -> sizeBytes(path).isEmpty());
    return size.isPresent() && size.get() == file.size() && vector.isEmpty()
        ? Optional.empty()
        : Optional.of(new Problem(file, size, vector));
  }

  private Optional<Long> sizeBytes(String path) {
    try (ObjectReader reader = paths.open(path, store)) {
      return Optional.of(reader.sizeBytes());
    } catch (ObjectNotFoundException e) {
      return Optional.empty();
    }
  }
}
