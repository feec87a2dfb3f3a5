package io.moraine;

import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.store.StoreOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What a table or a session uses besides the table itself. Immutable.
 *
 * @param environment time, ids and threads; the clock's zone is that of times without one
 * @param warehouse a path or URI of a folder in which tables are found by name
 * @param externalPaths whether files are read that a table's log names outside of its folder
 * @param checksums what to do about versions that contradict their checksums
 * @param catalog a path or URI of a folder with a catalog that decides the versions of the tables
 *     which it manages; {@link Session#manage} makes it manage one
 * @param stores settings of the stores that have the tables, by names such as {@code s3.endpoint}
 * @param conflicts what becomes of a change that another writer's stands against
 * @param memoryBytes what the operators of one statement may hold together before they use disk;
 *     six tenths of the heap where it is not said
 */
public record TableOptions(
    Environment environment,
    Optional<String> warehouse,
    ExternalPaths externalPaths,
    Checksums checksums,
    Optional<String> catalog,
    StoreOptions stores,
    Conflicts conflicts,
    OptionalLong memoryBytes) {
  /** What becomes of a statement that changes rows, and that another writer's stands against. */
  public enum Conflicts {
    /** It is run again, over the table as the other writer left it, several times if need be. */
    REPEAT,
    /** It fails with a {@link ConflictException}. */
    FAIL
  }

  /** What to do about files that a table's log names outside of its folder. */
  public enum ExternalPaths {
    /** A table that has one cannot be read. */
    REFUSE,
    /** They are read; a log may then name any file that this process can read. */
    ALLOW
  }

  /** What to do about a version whose files are not those that its checksum counts. */
  public enum Checksums {
    /** It cannot be read if a checkpoint took part in it; else there is a warning. */
    VERIFY,
    /** It is read, and no checksum looked at. */
    IGNORE
  }

  /** Options that verify checksums, and refuse files outside of their table's folder. */
  public TableOptions(Environment environment, Optional<String> warehouse) {
    this(
        environment,
        warehouse,
        ExternalPaths.REFUSE,
        Checksums.VERIFY,
        Optional.empty(),
        StoreOptions.ofProcess(),
        Conflicts.REPEAT,
        OptionalLong.empty());
  }

  public TableOptions {
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(warehouse, "warehouse");
    Objects.requireNonNull(externalPaths, "externalPaths");
    Objects.requireNonNull(checksums, "checksums");
    Objects.requireNonNull(stores, "stores");
    Objects.requireNonNull(conflicts, "conflicts");
    Objects.requireNonNull(catalog, "catalog");
    if (memoryBytes.isPresent() && memoryBytes.getAsLong() < 1) {
      throw new InvalidInputException(
          "A statement needs memory, got %d bytes".formatted(memoryBytes.getAsLong()));
    }
  }

  /** The real world, times in UTC, no warehouse. */
  public static TableOptions defaults() {
    return new TableOptions(SystemEnvironment.shared(), Optional.empty());
  }

  /**
   * The same options, with files read that a table's log names outside of its folder: a shallow
   * clone has such files. A log may then name any file that this process can read.
   */
  public TableOptions allowExternalPaths() {
    return with(draft -> draft.externalPaths = ExternalPaths.ALLOW);
  }

  /**
   * The same options, with versions read that contradict their checksums: the way to what is left
   * of a table whose log was damaged. Their rows may be wrong.
   */
  public TableOptions ignoreChecksums() {
    return with(draft -> draft.checksums = Checksums.IGNORE);
  }

  /** The same options with another environment. */
  public TableOptions withEnvironment(Environment newEnvironment) {
    return with(draft -> draft.environment = newEnvironment);
  }

  /** The same options with the folder in which tables are found by name. */
  public TableOptions withWarehouse(String newWarehouse) {
    return with(draft -> draft.warehouse = Optional.of(newWarehouse));
  }

  /**
   * The same options with settings of stores, such as {@code s3.endpoint}, instead of those of the
   * same name that the process has: the system property {@code moraine.s3.endpoint}, or the
   * environment variable {@code MORAINE_S3_ENDPOINT}.
   */
  public TableOptions withStoreOptions(Map<String, String> more) {
    return with(draft -> draft.stores = stores.with(more));
  }

  /**
   * The same options, with statements that fail when another writer's change stands against theirs,
   * instead of being run again.
   */
  public TableOptions failOnConflict() {
    return with(draft -> draft.conflicts = Conflicts.FAIL);
  }

  /**
   * The same options, with statements whose operators may hold {@code bytes} together. Sorts,
   * groupings and joins that need more write to temporary files.
   *
   * @throws InvalidInputException if it is less than 1
   */
  public TableOptions withMemory(long bytes) {
    return with(draft -> draft.memoryBytes = OptionalLong.of(bytes));
  }

  /** The same options with the folder in which tables are found by name. */
  public TableOptions withWarehouse(Path newWarehouse) {
    return withWarehouse(newWarehouse.toString());
  }

  /** The same options with the catalog whose files are in a folder, a path or URI. */
  public TableOptions withCatalog(String folder) {
    return with(draft -> draft.catalog = Optional.of(folder));
  }

  /** The same but for what {@code change} sets. */
  private TableOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** All of the options, to be changed. */
  private static final class Draft {
    private Environment environment;
    private Optional<String> warehouse;
    private ExternalPaths externalPaths;
    private Checksums checksums;
    private Optional<String> catalog;
    private StoreOptions stores;
    private Conflicts conflicts;
    private OptionalLong memoryBytes;

    Draft(TableOptions from) {
      this.environment = from.environment;
      this.warehouse = from.warehouse;
      this.externalPaths = from.externalPaths;
      this.checksums = from.checksums;
      this.catalog = from.catalog;
      this.stores = from.stores;
      this.conflicts = from.conflicts;
      this.memoryBytes = from.memoryBytes;
    }

    TableOptions options() {
      return new TableOptions(
          environment,
          warehouse,
          externalPaths,
          checksums,
          catalog,
          stores,
          conflicts,
          memoryBytes);
    }
  }
}
