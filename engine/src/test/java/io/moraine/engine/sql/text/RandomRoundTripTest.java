package io.moraine.engine.sql.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.engine.sql.parse.SqlParser;
import io.moraine.engine.sql.syntax.SqlExpression;
import org.junit.jupiter.api.Test;

class RandomRoundTripTest {
  private static final long FIRST_SEED = Long.getLong("moraine.seed", 20_240_131L);
  private static final int TREES = 20_000;

  @Test
  void treesBuiltWithoutTheParserComeBackFromTheirText() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + TREES; seed++) {
      SqlExpression expression = new RandomExpressions(seed).next(1 + (int) (seed % 5));
      String printed = SqlText.of(expression);
      assertThat(SqlParser.parseExpression(printed).equals(expression))
          .as("-Dmoraine.seed=%d: %s", seed, printed)
          .isTrue();
    }
  }
}
