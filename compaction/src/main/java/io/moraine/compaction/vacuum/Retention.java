package io.moraine.compaction.vacuum;

import io.moraine.compaction.vacuum.VacuumOptions.ShortRetention;
import io.moraine.core.error.InvalidInputException;
import io.moraine.log.snapshot.Snapshot;
import java.time.Duration;

/**
 * How long files of a table stay.
 *
 * @param millis in milliseconds
 * @param tableMillis by the table's own property
 */
record Retention(long millis, long tableMillis) {
  /**
   * The retention that {@code options} ask for.
   *
   * @throws InvalidInputException if it is shorter than the table's, and that is to be refused
   */
  static Retention of(Snapshot snapshot, VacuumOptions options) {
    Duration own = snapshot.properties().deletedFileRetention();
    Duration asked = options.retention().orElse(own);
    if (asked.compareTo(own) < 0 && options.shortRetention() == ShortRetention.REFUSE) {
      throw new InvalidInputException(
          ("Cannot vacuum %s and keep files for %s only: its property"
                  + " delta.deletedFileRetentionDuration asks for %s, and younger files may be those"
                  + " of writers at work and of readers of earlier versions. Keep files for as long,"
                  + " set the property, or, if nobody else uses the table, allow a short retention"
                  + " (vacuum --allow-short-retention, TableVacuum.allowShortRetention())")
              .formatted(snapshot.table(), text(asked), text(own)));
    }
    return new Retention(asked.toMillis(), own.toMillis());
  }

  private static String text(Duration duration) {
    return duration.toMinutesPart() == 0 && duration.toSecondsPart() == 0
        ? duration.toHours() + " hours"
        : duration.toString();
  }
}
