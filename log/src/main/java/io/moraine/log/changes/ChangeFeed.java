package io.moraine.log.changes;

import io.moraine.core.error.InvalidInputException;
import java.util.Map;
import java.util.Optional;

/** What a table's own record of its changes must be like to be read as one. */
public final class ChangeFeed {
  private ChangeFeed() {}

  /**
   * Returns if {@code range} can be read under the schema of its last version, and changes were
   * recorded in all of its versions.
   *
   * @throws InvalidInputException naming the version where it is not so, and the column
   */
  public static void requireReadable(ChangeRange range) {
    requireRecorded(range);
    requireOneSchema(range);
  }

  private static void requireRecorded(ChangeRange range) {
    range
        .states()
        .forEach(
            (version, state) -> {
              if (!state.properties().enableChangeDataFeed()) {
                throw new InvalidInputException(
                    "Cannot read the changes of %s from version %d to %d: they are not recorded in version %d, where the table property delta.enableChangeDataFeed is not true"
                        .formatted(
                            range.table(),
                            range.versions().first(),
                            range.versions().last(),
                            version));
              }
            });
  }

  /**
   * Returns if the rows of all versions of {@code range} can be read under the schema of its last
   * one: columns may have been added and types widened, no more.
   *
   * @throws InvalidInputException naming the first version where it is not so, and the column
   */
  public static void requireOneSchema(ChangeRange range) {
    TableState last = range.lastState();
    for (Map.Entry<Long, TableState> before : range.states().entrySet()) {
      Optional<String> problem = SchemaChange.problem(before.getValue(), last);
      if (problem.isPresent()) {
        long version = firstWith(problem.get(), before, range);
        throw new InvalidInputException(
            "Cannot read the changes of %s from version %d to %d as one: in version %d %s. Read up to version %d, and from %d on"
                .formatted(
                    range.table(),
                    range.versions().first(),
                    range.versions().last(),
                    version,
                    problem.get(),
                    version - 1,
                    version));
      }
    }
  }

  /** Where what the last version does to a column is done first. */
  private static long firstWith(
      String problem, Map.Entry<Long, TableState> before, ChangeRange range) {
    for (var later : range.states().tailMap(before.getKey(), false).entrySet()) {
      if (SchemaChange.problem(before.getValue(), later.getValue())
          .filter(problem::equals)
          .isPresent()) {
        return later.getKey();
      }
    }
    return range.states().lastKey();
  }
}
