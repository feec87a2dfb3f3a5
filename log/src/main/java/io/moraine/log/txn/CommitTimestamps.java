package io.moraine.log.txn;

import io.moraine.log.action.Action;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.Metadata;
import io.moraine.log.property.TableProperties;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives each commit of a table that keeps time by itself a time after all that went before.
 *
 * <p>The commit that begins with it in a table that is there already also says so in the table's
 * properties, as older versions have no such times.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#in-commit-timestamps">In-commit
 *     timestamps</a>
 */
final class CommitTimestamps implements CommitStep {
  static final String FIELD = "inCommitTimestamp";

  @Override
  public List<Action> rewrite(List<Action> actions, Attempt attempt) {
    if (!isOn(attempt.metadata())) {
      return actions;
    }
    CommitInfo info = (CommitInfo) actions.get(0);
    long millis = Math.max(info.timestamp().orElse(0), last(attempt) + 1);
    List<Action> timed = new ArrayList<>(actions);
    timed.set(0, first(info, millis));
    Metadata before = attempt.metadataBefore();
    if (before != null && !isOn(before)) {
      timed.replaceAll(
          action ->
              action instanceof Metadata begun ? begun(begun, attempt.version(), millis) : action);
    }
    return timed;
  }

  private static boolean isOn(Metadata metadata) {
    return new TableProperties(metadata.configuration()).enableInCommitTimestamps();
  }

  /** The time of the newest version before that has one, in milliseconds. */
  private static long last(Attempt attempt) {
    Snapshot read = attempt.read();
    long last = read == null ? -1 : read.timestampMillis();
    for (WinningCommit winner : attempt.winners()) {
      last = Math.max(last, winner.info().map(CommitTimestamps::millis).orElse(-1L));
    }
    return last;
  }

  private static long millis(CommitInfo info) {
    return info.inCommitTimestamp().orElse(-1);
  }

  /** The same with the time as its first field: whoever looks for it need not read on. */
  private static CommitInfo first(CommitInfo info, long millis) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(FIELD, Long.toString(millis));
    info.fields().forEach(fields::putIfAbsent);
    return new CommitInfo(fields).with("timestamp", millis);
  }

  private static Metadata begun(Metadata metadata, long version, long millis) {
    Map<String, @Nullable String> properties = new LinkedHashMap<>(metadata.configuration());
    properties.put(TableProperties.TIMESTAMP_ENABLEMENT_VERSION, Long.toString(version));
    properties.put(TableProperties.TIMESTAMP_ENABLEMENT_TIMESTAMP, Long.toString(millis));
    return metadata.withConfiguration(properties);
  }
}
