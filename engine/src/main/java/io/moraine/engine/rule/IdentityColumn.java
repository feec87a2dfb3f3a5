package io.moraine.engine.rule;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import java.util.Optional;

/**
 * How a column numbers rows.
 *
 * @param start the first number
 * @param step from one number to the next, not 0
 * @param highWaterMark the last number given, if any was
 * @param explicitInserts whether rows may bring their own numbers
 */
public record IdentityColumn(
    long start, long step, Optional<Long> highWaterMark, boolean explicitInserts) {
  /** Of the keys the one that only identity columns have. */
  public static final String START = "delta.identity.start";

  private static final String STEP = "delta.identity.step";
  private static final String HIGH_WATER_MARK = "delta.identity.highWaterMark";
  private static final String EXPLICIT = "delta.identity.allowExplicitInsert";

  public IdentityColumn {
    if (step == 0) {
      throw new InvalidInputException("The step of an identity column cannot be 0");
    }
  }

  /** What the schema says of {@code field}, if it is an identity column. */
  public static Optional<IdentityColumn> of(StructField field) {
    FieldMetadata metadata = field.metadata();
    return metadata
        .rawJson(START)
        .map(
            start ->
                new IdentityColumn(
                    Long.parseLong(start.strip()),
                    metadata.rawJson(STEP).map(text -> Long.parseLong(text.strip())).orElse(1L),
                    metadata.rawJson(HIGH_WATER_MARK).map(text -> Long.parseLong(text.strip())),
                    metadata
                        .rawJson(EXPLICIT)
                        .map(text -> text.strip().equals("true"))
                        .orElse(false)));
  }

  /** {@code metadata} with this. */
  public FieldMetadata in(FieldMetadata metadata) {
    FieldMetadata marked =
        metadata
            .with(START, Long.toString(start))
            .with(STEP, Long.toString(step))
            .with(EXPLICIT, Boolean.toString(explicitInserts));
    return highWaterMark
        .map(mark -> marked.with(HIGH_WATER_MARK, Long.toString(mark)))
        .orElse(marked);
  }

  /** The same, after {@code last} was given. */
  public IdentityColumn after(long last) {
    return new IdentityColumn(start, step, Optional.of(last), explicitInserts);
  }

  /**
   * The number after the last.
   *
   * @throws InvalidInputException if there is none in 64 bits
   */
  long next(String column) {
    if (highWaterMark.isEmpty()) {
      return start;
    }
    try {
      return Math.addExact(highWaterMark.get(), step);
    } catch (ArithmeticException e) {
      throw new InvalidInputException(
          "Identity column '%s' has no number left: the last was %d, the step is %d"
              .formatted(column, highWaterMark.get(), step),
          e);
    }
  }
}
