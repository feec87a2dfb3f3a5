package io.moraine.cli;

import io.moraine.Table;
import io.moraine.TableSnapshot;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which state of a table a command looks at. */
final class At {
  @ArgGroup private @Nullable Choice choice;

  private static final class Choice {
    @Option(names = "--version", paramLabel = "N", description = "As it was at this version.")
    private @Nullable Long version;

    @Option(
        names = "--timestamp",
        paramLabel = "T",
        description = "As it was at this time, such as 2026-01-31T12:00:00Z; UTC without a zone.",
        converter = TimeConverter.class)
    private @Nullable Instant timestamp;
  }

  /** The state of {@code table}. */
  TableSnapshot of(Table table) {
    if (choice != null && choice.version != null) {
      return table.snapshot(choice.version);
    }
    return choice != null && choice.timestamp != null
        ? table.snapshot(choice.timestamp)
        : table.snapshot();
  }

  /** Reads a time in ISO 8601, with T or a space, or a date for its first moment. */
  static final class TimeConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      String iso = text.strip().replace(' ', 'T');
      try {
        if (!iso.contains("T")) {
          return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return iso.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)")
            ? OffsetDateTime.parse(iso).toInstant()
            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'%s' is no time; write it like 2026-01-31T12:00:00Z".formatted(text));
      }
    }
  }
}
