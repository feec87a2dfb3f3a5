package io.moraine.engine.sql.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.engine.sql.StatementLines;
import io.moraine.engine.sql.parse.SqlParser;
import io.moraine.engine.sql.parse.SqlSyntaxException;
import io.moraine.engine.sql.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MutatedStatementTest {
  private static final long FIRST_SEED = Long.getLong("moraine.seed", 7_041_776L);
  private static final int MUTANTS = 20_000;

  @Test
  void whateverIsDoneToAStatementItIsRefusedClearlyOrComesBackFromItsText() {
    List<String> statements = StatementLines.all().toList();
    int accepted = 0;
    int refused = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + MUTANTS; seed++) {
      String sql = mutated(statements, new Random(seed));
      Statement statement;
      try {
        statement = SqlParser.parseStatement(sql);
      } catch (SqlSyntaxException e) {
        refused++;
        assertThat(e.getMessage()).as("-Dmoraine.seed=%d", seed).startsWith("Cannot parse SQL at");
        continue;
      }
      accepted++;
      String printed = SqlText.of(statement);
      assertThat(SqlParser.parseStatement(printed).equals(statement))
          .as("-Dmoraine.seed=%d: %s printed as %s", seed, sql, printed)
          .isTrue();
    }
    assertThat(accepted).isGreaterThan(MUTANTS / 50);
    assertThat(refused).isGreaterThan(MUTANTS / 10);
  }

  /** A statement with one or two pieces dropped, doubled, swapped or taken from another. */
  private static String mutated(List<String> statements, Random random) {
    List<String> pieces = pieces(statements, random);
    for (int i = 0; i <= random.nextInt(2); i++) {
      List<String> others = pieces(statements, random);
      int at = random.nextInt(pieces.size());
      switch (random.nextInt(4)) {
        case 0 -> pieces.remove(at);
        case 1 -> pieces.add(at, pieces.get(random.nextInt(pieces.size())));
        case 2 -> pieces.set(at, others.get(random.nextInt(others.size())));
        default -> pieces.set(at, pieces.set(random.nextInt(pieces.size()), pieces.get(at)));
      }
      if (pieces.isEmpty()) {
        pieces.add("SELECT");
      }
    }
    return String.join("", pieces);
  }

  private static List<String> pieces(List<String> statements, Random random) {
    String sql = statements.get(random.nextInt(statements.size()));
    return new ArrayList<>(List.of(sql.split("(?<=\\s)|(?<=\\W)(?=\\w)|(?<=\\w)(?=\\W)")));
  }
}
