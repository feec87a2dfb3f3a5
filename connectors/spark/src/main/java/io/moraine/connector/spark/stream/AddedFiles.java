package io.moraine.connector.spark.stream;

import io.moraine.connector.spark.table.TablePlace;
import io.moraine.core.error.InvalidInputException;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.changes.ChangeBounds;
import io.moraine.log.changes.ChangeLog;
import io.moraine.log.changes.ChangePoint;
import io.moraine.log.changes.ChangeRange;
import io.moraine.log.changes.VersionCommit;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files that versions add to a table, for a stream of its rows. */
final class AddedFiles implements StreamFiles<AddFile> {
  private final TablePlace place;
  private final Snapshot begun;
  private final StreamOptions.OnChange onChange;
  private @Nullable ChangeRange range;

  /** Of the table at {@code place}, under the schema of {@code begun}. */
  AddedFiles(TablePlace place, Snapshot begun, StreamOptions.OnChange onChange) {
    this.place = place;
    this.begun = begun;
    this.onChange = onChange;
  }

  @Override
  public List<AddFile> all(long version) {
    Snapshot snapshot = begun.version() == version ? begun : place.handle().log().at(version);
    List<AddFile> files = new ArrayList<>();
    snapshot.files().forEach(files::add);
    // A snapshot's own order depends on how it was loaded.
    files.sort(Comparator.comparing(AddFile::path));
    return files;
  }

  @Override
  public Optional<Long> prepare(long first, long last) {
    if (first > last) {
      return Optional.empty();
    }
    Snapshot newest = place.latest();
    Optional<ChangeRange> versions =
        ChangeLog.of(place.handle().log(), newest)
            .within(
                new ChangeBounds(
                    new ChangePoint.AtVersion(first),
                    Optional.of(new ChangePoint.AtVersion(last)),
                    ChangeBounds.BeyondLatest.ALLOW));
    range = versions.orElse(null);
    return versions.map(some -> some.versions().last());
  }

  @Override
  public List<AddFile> of(long version) {
    ChangeRange versions = range;
    if (versions == null) {
      throw new IllegalStateException("No versions were prepared");
    }
    VersionCommit commit = versions.commit(version);
    if (commit.metadata().isPresent() && !isReadable(commit)) {
      throw new InvalidInputException(
          "Version %d of %s has other columns than this stream began with, %s instead of %s: start the stream again"
              .formatted(version, begun.table(), commit.state().schema(), begun.schema()));
    }
    List<AddFile> added = commit.added().stream().filter(AddFile::dataChange).toList();
    boolean removes = commit.removed().stream().anyMatch(RemoveFile::dataChange);
    if (!removes) {
      return added;
    }
    return switch (onChange) {
      case SKIP -> List.of();
      case READ_ADDED -> added;
      case IGNORE_DELETES -> {
        if (!added.isEmpty()) {
          throw changed(commit, "changes");
        }
        yield List.of();
      }
      case FAIL -> throw changed(commit, added.isEmpty() ? "deletes" : "changes");
    };
  }

  private boolean isReadable(VersionCommit commit) {
    var now = commit.state().schema();
    return now.names().equals(begun.schema().names())
        && now.fields().stream()
            .allMatch(field -> field.type().equals(begun.schema().field(field.name()).type()));
  }

  private InvalidInputException changed(VersionCommit commit, String what) {
    String option = what.equals("deletes") ? "ignoreDeletes" : "skipChangeCommits";
    return new InvalidInputException(
        "Version %d of %s %s rows (%s), which a stream of new rows cannot tell: set the option %s to pass over it, ignoreChanges to read all rows of files that are written again, or read the table's change feed"
            .formatted(
                commit.version(),
                begun.table(),
                what,
                commit.info().flatMap(info -> info.operation()).orElse("unknown operation"),
                option));
  }

  @Override
  public long sizeBytes(AddFile file) {
    return file.size();
  }
}
