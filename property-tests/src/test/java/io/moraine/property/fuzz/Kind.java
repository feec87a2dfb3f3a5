package io.moraine.property.fuzz;

import java.util.random.RandomGenerator;

/** Kinds of values, with those at which things go wrong. */
enum Kind {
  LONG("BIGINT", "0 | 1 | -1 | 2147483648 | 9223372036854775807 | -9000000000") {
    @Override
    String usual(RandomGenerator random) {
      return String.valueOf(random.nextInt(24) - 4);
    }
  },
  DOUBLE("DOUBLE", "'NaN' | 'Infinity' | '-Infinity' | '0.0' | '1e-300' | '-1e300' | '0.1'") {
    @Override
    String usual(RandomGenerator random) {
      return "'%s'".formatted((random.nextInt(40) - 20) / 4.0);
    }
  },
  MONEY("DECIMAL(12,2)", "0.00 | 9999999999.99 | -9999999999.99 | 0.01") {
    @Override
    String usual(RandomGenerator random) {
      return "%d.%02d".formatted(random.nextInt(30) - 10, 25 * random.nextInt(4));
    }
  },
  WIDE("DECIMAL(28,4)", "0.0000 | 123456789012345678901234.5678 | -999999999999999999999999.9999") {
    @Override
    String usual(RandomGenerator random) {
      return "%d.0001".formatted(random.nextInt(30) - 10);
    }
  },
  TEXT("STRING", "'a' | 'A' | 'ä' | '%_' | 'x=1/2' | '🙂z' | ' b ' | 'aaaaaaaaaaaaaaaaaaab'") {
    @Override
    String usual(RandomGenerator random) {
      return "'%s%s'".formatted((char) ('a' + random.nextInt(4)), "bc".repeat(random.nextInt(3)));
    }
  },
  DATE("DATE", "'1600-02-29' | '1969-12-31' | '9999-01-01' | '2024-02-29'") {
    @Override
    String usual(RandomGenerator random) {
      return "'2024-0%d-%02d'".formatted(1 + random.nextInt(3), 1 + random.nextInt(28));
    }
  },
  TIME(
      "TIMESTAMP", "'1600-01-01 00:00:00' | '1969-12-31 23:59:59.999999' | '2999-12-31 12:00:00'") {
    @Override
    String usual(RandomGenerator random) {
      return "'2024-01-%02d %02d:30:00.%06d'"
          .formatted(1 + random.nextInt(28), random.nextInt(24), random.nextInt(3) * 1000);
    }
  },
  FLAG("BOOLEAN", "true | false") {
    @Override
    String usual(RandomGenerator random) {
      return String.valueOf(random.nextBoolean());
    }
  };

  private final String type;

  /** With bars between them. */
  private final String edges;

  Kind(String type, String edges) {
    this.type = type;
    this.edges = edges;
  }

  abstract String usual(RandomGenerator random);

  /** The name of the type, in both dialects. */
  String type() {
    return type;
  }

  /** A value. */
  Term literal(RandomGenerator random) {
    String[] rare = edges.split(" \\| ", -1);
    String text = random.nextInt(6) == 0 ? rare[random.nextInt(rare.length)] : usual(random);
    return Term.same(this, "CAST(%s AS %s)".formatted(text, type));
  }

  static Kind any(RandomGenerator random) {
    return values()[random.nextInt(values().length)];
  }
}
