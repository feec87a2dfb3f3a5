package io.moraine.cli;

import io.moraine.ChangeRead;
import io.moraine.ChangeTail;
import io.moraine.Session;
import io.moraine.Table;
import io.moraine.TableChanges;
import io.moraine.TableRead;
import io.moraine.VersionChanges;
import io.moraine.core.batch.BatchReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Shows the rows that versions of a table changed. */
@Command(
    name = "changes",
    description =
        "Show the rows that versions of a table changed, with _change_type, _commit_version and"
            + " _commit_timestamp. The table needs the property delta.enableChangeDataFeed = true"
            + " in all of the versions; --follow needs none.")
final class ChangesCommand implements Runnable {
  private static final Duration LONG = Duration.ofHours(1);

  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  @Spec private CommandSpec spec;
  @Mixin private Lake lake;
  @Mixin private Printing printing;

  @Parameters(paramLabel = "TABLE", description = "A path or URI, or a name below --warehouse.")
  private String table;

  @Option(
      names = "--from",
      paramLabel = "N|T",
      description =
          "From this version, or from the first one committed at this time or later; the first"
              + " one unless set, with --follow the next one.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "N|T",
      description =
          "Up to this version, itself included, or up to the last one committed by this time; the"
              + " latest unless set, with --follow for ever.")
  private @Nullable String to;

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description = "Only rows for which this SQL condition is true.")
  private @Nullable String where;

  @Option(
      names = "--follow",
      description = "Go on with each version that comes, until the end or an interrupt.")
  private boolean follow;

  @Override
  public void run() {
    if (follow && printing.isToFile()) {
      throw new ParameterException(
          spec.commandLine(), "--follow prints as versions come, so it takes no --output");
    }
    try (Session session = lake.session()) {
      Table named = session.table(table);
      TableChanges changes = bounds(named);
      if (follow) {
        follow(changes);
        return;
      }
      ChangeRead read = changes.read();
      try (BatchReader rows = (where == null ? read : read.where(where)).batches()) {
        printing.print(rows);
      }
    }
  }

  private TableChanges bounds(Table named) {
    TableChanges changes = follow ? named.changes(named.version() + 1) : named.changes();
    if (from != null) {
      changes = isVersion(from) ? changes.from(version(from)) : changes.from(time(from));
    }
    if (to != null) {
      changes = isVersion(to) ? changes.to(version(to)) : changes.to(time(to));
    }
    return changes;
  }

  private void follow(TableChanges changes) {
    ChangeTail tail = changes.follow();
    while (!tail.isEnded()) {
      Optional<VersionChanges> change = tail.poll(LONG);
      if (change.isPresent()) {
        TableRead read = change.get().read();
        try (BatchReader rows = (where == null ? read : read.where(where)).batches()) {
          printing.print(rows);
        }
        printing.out().flush();
      }
    }
  }

  private static boolean isVersion(String text) {
    return text.matches("\\d+");
  }

  private long version(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ParameterException(
          spec.commandLine(), "'%s' is no version: it is too large".formatted(text), e);
    }
  }

  private Instant time(String text) {
    try {
      return new At.TimeConverter().convert(text);
    } catch (TypeConversionException e) {
      throw new ParameterException(
          spec.commandLine(), "'%s' is neither a version nor a time".formatted(text), e);
    }
  }
}
