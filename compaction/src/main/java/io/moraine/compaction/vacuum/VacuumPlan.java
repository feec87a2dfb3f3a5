package io.moraine.compaction.vacuum;

import io.moraine.compaction.vacuum.VacuumOptions.Mode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which files of a table's folder are to go.
 *
 * @param table the table's location, for people
 * @param tableId the id in the table's metadata
 * @param version the version that was looked at
 * @param mode where files were looked for
 * @param retentionMillis how long files stay
 * @param specified whether the retention was asked for, or is the table's
 * @param tableRetentionMillis how long they stay by the table's own property
 * @param checked whether a retention shorter than the table's would have been refused
 * @param files in no order that matters; each key once
 * @param folders how many folders were looked into
 * @param leftAlone what was not looked at, and why, for people
 * @param expiredVersion the newest version whose commit is older than the retention, if there is
 *     one
 */
public record VacuumPlan(
    String table,
    String tableId,
    long version,
    Mode mode,
    long retentionMillis,
    boolean specified,
    long tableRetentionMillis,
    boolean checked,
    List<VacuumFile> files,
    long folders,
    List<String> leftAlone,
    OptionalLong expiredVersion) {
  public VacuumPlan {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(tableId, "tableId");
    Objects.requireNonNull(mode, "mode");
    files = List.copyOf(files);
    leftAlone = List.copyOf(leftAlone);
  }

  /** The retention that was asked for, if one was. */
  Optional<Long> specifiedMillis() {
    return specified ? Optional.of(retentionMillis) : Optional.empty();
  }

  /** The sum of the files' sizes, as far as they are known. */
  public long sizeBytes() {
    return files.stream().mapToLong(VacuumFile::sizeBytes).sum();
  }
}
