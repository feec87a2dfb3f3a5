package io.moraine.engine.dml;

import io.moraine.core.error.InvalidInputException;
import java.util.List;
import java.util.Optional;

/**
 * How a statement writes, beside what its text says.
 *
 * @param overwrites what an overwrite without a condition replaces
 * @param evolution what becomes of the table's columns
 * @param partitionColumns of the table from then on, where its schema is replaced
 * @param progress what makes a write happen once
 * @param userMetadata the user's words for the table's history
 * @param marks progress that is recorded with the write, if it has not come so far already
 */
public record WriteOptions(
    Overwrites overwrites,
    Evolution evolution,
    Optional<List<String>> partitionColumns,
    Optional<Progress> progress,
    Optional<String> userMetadata,
    List<Progress> marks) {
  /** Writes that do what their text says. */
  public static final WriteOptions DEFAULT =
      new WriteOptions(
          Overwrites.STATIC,
          Evolution.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  /** What INSERT OVERWRITE without a condition replaces. */
  public enum Overwrites {
    /** All rows, or those of the partitions that the statement names. */
    STATIC,
    /** Those of the partitions that new rows come to. */
    DYNAMIC
  }

  /** What becomes of the table's columns. */
  public enum Evolution {
    /** They stay. */
    NONE,
    /** New ones come, and types become wider where the table allows it. */
    MERGE,
    /** Those of the new rows take their place; only where all rows go. */
    REPLACE
  }

  /**
   * How far an application has come with its writes.
   *
   * @param appId names the application
   * @param version of the write, greater from one to the next
   */
  public record Progress(String appId, long version) {
    public Progress {
      if (appId.isEmpty()) {
        throw new InvalidInputException("An application that writes once needs a name");
      }
    }
  }

  public WriteOptions {
    partitionColumns = partitionColumns.map(List::copyOf);
    marks = List.copyOf(marks);
  }

  /** The same with another choice of what overwrites replace. */
  public WriteOptions with(Overwrites newOverwrites) {
    return new WriteOptions(
        newOverwrites, evolution, partitionColumns, progress, userMetadata, marks);
  }

  /** The same with another choice of what becomes of columns. */
  public WriteOptions with(Evolution newEvolution) {
    return new WriteOptions(
        overwrites, newEvolution, partitionColumns, progress, userMetadata, marks);
  }

  /** The same, after which the table is partitioned by {@code columns}. */
  public WriteOptions partitionedBy(List<String> columns) {
    return new WriteOptions(
        overwrites, evolution, Optional.of(columns), progress, userMetadata, marks);
  }

  /** The same, to be done once. */
  public WriteOptions with(Progress newProgress) {
    return new WriteOptions(
        overwrites, evolution, partitionColumns, Optional.of(newProgress), userMetadata, marks);
  }

  /** The same with words for the table's history. */
  public WriteOptions withUserMetadata(String text) {
    return new WriteOptions(
        overwrites, evolution, partitionColumns, progress, Optional.of(text), marks);
  }

  /** The same, which records {@code newMarks}, too. */
  public WriteOptions withMarks(List<Progress> newMarks) {
    return new WriteOptions(
        overwrites, evolution, partitionColumns, progress, userMetadata, newMarks);
  }
}
