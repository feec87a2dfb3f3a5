package io.moraine.engine.sql.syntax;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The types without parts, each with its other names and the number of its parameters. */
public enum SqlTypeName {
  BOOLEAN(0, 0),
  TINYINT(0, 0, "BYTE"),
  SMALLINT(0, 0, "SHORT"),
  INT(0, 0, "INTEGER"),
  BIGINT(0, 0, "LONG"),
  FLOAT(0, 0, "REAL"),
  DOUBLE(0, 0),
  DECIMAL(0, 2, "DEC", "NUMERIC"),
  DATE(0, 0),
  TIME(0, 1),
  TIMESTAMP(0, 0),
  TIMESTAMP_LTZ(0, 0),
  TIMESTAMP_NTZ(0, 0),
  STRING(0, 0),
  CHAR(1, 1, "CHARACTER"),
  VARCHAR(1, 1),
  BINARY(0, 0),
  VARIANT(0, 0),
  VOID(0, 0);

  private final int leastParameters;
  private final int mostParameters;

  @SuppressWarnings("ImmutableEnumChecker") // A List.of, which never changes.
  private final List<String> synonyms;

  SqlTypeName(int leastParameters, int mostParameters, String... synonyms) {
    this.leastParameters = leastParameters;
    this.mostParameters = mostParameters;
    this.synonyms = List.of(synonyms);
  }

  /** The type that {@code word} names, in any case. */
  public static Optional<SqlTypeName> find(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(type -> type.name().equals(upper) || type.synonyms.contains(upper))
        .findFirst();
  }

  /** Whether the type can be written with {@code count} parameters. */
  public boolean takes(int count) {
    return leastParameters <= count && count <= mostParameters;
  }

  /** The number of parameters in words, for messages. */
  public String parameterCount() {
    return leastParameters == mostParameters
        ? Integer.toString(mostParameters)
        : leastParameters + " to " + mostParameters;
  }
}
