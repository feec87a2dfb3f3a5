package io.moraine.core.store;

import io.moraine.core.error.InvalidInputException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Named settings of stores, such as {@code s3.endpoint}. Immutable. What a store knows of them, it
 * documents; the text of this object shows no value that may be a secret.
 */
public final class StoreOptions {
  /** No settings, whatever the process says. */
  public static final StoreOptions NONE = new StoreOptions(Map.of(), false);

  private final Map<String, String> values;
  private final boolean ofProcess;

  private StoreOptions(Map<String, String> values, boolean ofProcess) {
    this.values = Map.copyOf(values);
    this.ofProcess = ofProcess;
  }

  /** These settings alone. */
  public static StoreOptions of(Map<String, String> values) {
    return new StoreOptions(values, false);
  }

  /**
   * The settings of this process: the system property {@code moraine.s3.part-size}, or else the
   * environment variable {@code MORAINE_S3_PART_SIZE}, is the setting {@code s3.part-size}.
   */
  public static StoreOptions ofProcess() {
    return new StoreOptions(Map.of(), true);
  }

  /** The same settings, with those of {@code more} instead of any of the same name. */
  public StoreOptions with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(values);
    all.putAll(more);
    return new StoreOptions(all, ofProcess);
  }

  /** The setting {@code name}, if it is set; one that is blank is not. */
  public Optional<String> text(String name) {
    String value = values.get(name);
    if (value == null && ofProcess) {
      value = System.getProperty("moraine." + name);
    }
    if (value == null && ofProcess) {
      value = System.getenv("MORAINE_" + name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"));
    }
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }

  /**
   * The setting {@code name}, or {@code fallback}.
   *
   * @throws InvalidInputException if it is neither {@code true} nor {@code false}
   */
  public boolean flag(String name, boolean fallback) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return fallback;
    }
    return switch (text.get().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw bad(name, "true or false");
    };
  }

  /**
   * The setting {@code name}, or {@code fallback}.
   *
   * @throws InvalidInputException if it is not a whole number from {@code min} to {@code max}
   */
  public long number(String name, long fallback, long min, long max) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      long number = Long.parseLong(text.get().strip());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw bad(name, "a whole number");
    }
    throw bad(name, "a number from %d to %d".formatted(min, max));
  }

  /**
   * The setting {@code name} as one of {@code choices}, or the first of them.
   *
   * @throws InvalidInputException if it is none of them
   */
  public String choice(String name, String... choices) {
    String text = text(name).map(value -> value.toLowerCase(Locale.ROOT)).orElse(choices[0]);
    for (String choice : choices) {
      if (choice.equals(text)) {
        return choice;
      }
    }
    throw bad(name, "one of " + String.join(", ", choices));
  }

  /** The settings given here, not those of the process, whose names begin with {@code prefix}. */
  public Map<String, String> given(String prefix) {
    Map<String, String> given = new TreeMap<>(values);
    given.keySet().removeIf(name -> !name.startsWith(prefix));
    return given;
  }

  /**
   * Checks that every setting given here whose name begins with {@code prefix} is {@code known}.
   *
   * @throws InvalidInputException if one is not: it would have no effect
   */
  public void requireKnown(String prefix, Set<String> known) {
    for (String name : given(prefix).keySet()) {
      if (!known.contains(name)) {
        throw new InvalidInputException(
            "No setting of stores is called '%s'; there are %s"
                .formatted(name, String.join(", ", new TreeSet<>(known))));
      }
    }
  }

  private InvalidInputException bad(String name, String expected) {
    String value = Secrets.isSecret(name) ? Secrets.HIDDEN : text(name).orElse("");
    return new InvalidInputException(
        "The setting %s needs to be %s, got '%s'".formatted(name, expected, value));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoreOptions that
        && values.equals(that.values)
        && ofProcess == that.ofProcess;
  }

  @Override
  public int hashCode() {
    return Objects.hash(values, ofProcess);
  }

  /** The settings given here, those that may be secret without their values. */
  @Override
  public String toString() {
    Map<String, String> shown = new TreeMap<>();
    values.forEach(
        (name, value) ->
            shown.put(name, Secrets.isSecret(name) ? Secrets.HIDDEN : Secrets.mask(value)));
    return shown.toString();
  }
}
