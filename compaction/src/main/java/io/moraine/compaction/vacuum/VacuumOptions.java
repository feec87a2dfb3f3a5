package io.moraine.compaction.vacuum;

import io.moraine.core.error.InvalidInputException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What to look at, and how long files stay.
 *
 * @param mode where files are looked for
 * @param retention how long files stay that left the table or never were of it; if not given, as
 *     the table property {@code delta.deletedFileRetentionDuration} says
 * @param shortRetention what to do about a retention shorter than that of the table
 */
public record VacuumOptions(
    Mode mode, Optional<Duration> retention, ShortRetention shortRetention) {
  /** The whole folder, by the table's retention. */
  public static final VacuumOptions DEFAULT =
      new VacuumOptions(Mode.FULL, Optional.empty(), ShortRetention.REFUSE);

  /** Where files are looked for. */
  public enum Mode {
    /** In the table's folder: also files that no commit ever named are found. */
    FULL,
    /** In the log: only files that left the table, but nothing is listed. */
    LITE
  }

  /** What to do about a retention shorter than that of the table. */
  public enum ShortRetention {
    /** It is an error: files may be of writers at work, or of versions that are being read. */
    REFUSE,
    /** It is taken: whoever says so knows that nobody else uses the table. */
    ALLOW
  }

  public VacuumOptions {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(shortRetention, "shortRetention");
    if (retention.isPresent() && retention.get().isNegative()) {
      throw new InvalidInputException(
          "VACUUM cannot keep files for less than no time, got " + retention.get());
    }
  }

  /** The same in another mode. */
  public VacuumOptions withMode(Mode newMode) {
    return new VacuumOptions(newMode, retention, shortRetention);
  }

  /** The same with another retention. */
  public VacuumOptions withRetention(Duration newRetention) {
    return new VacuumOptions(mode, Optional.of(newRetention), shortRetention);
  }

  /** The same, taking retentions that are shorter than the table's. */
  public VacuumOptions allowingShortRetention() {
    return new VacuumOptions(mode, retention, ShortRetention.ALLOW);
  }
}
