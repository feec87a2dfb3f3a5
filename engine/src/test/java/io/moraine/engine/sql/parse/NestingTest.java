package io.moraine.engine.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.engine.sql.syntax.Statement;
import io.moraine.engine.sql.text.SqlText;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NestingTest {
  // An ordinary stack has 1 MB; leave some to the callers.
  private static final long SMALL_STACK_BYTES = 768 * 1024;

  /** What stands before, inside and after each level, and once in the middle. */
  static Stream<Arguments> nests() {
    return Stream.of(
        Arguments.of("SELECT ", "(", "1", ")"),
        Arguments.of("SELECT ", "- ", "a", ""),
        Arguments.of("SELECT ", "NOT ", "a", ""),
        Arguments.of("SELECT ", "f(", "1", ")"),
        Arguments.of("SELECT ", "a[", "1", "]"),
        Arguments.of("SELECT ", "(a, ", "1", ")"),
        Arguments.of("SELECT ", "x -> ", "1", ""),
        Arguments.of("SELECT ", "CASE WHEN ", "1", " THEN 1 END"),
        Arguments.of("SELECT ", "1 + (", "1", ")"),
        Arguments.of("SELECT ", "a AND (b OR ", "1", ")"),
        Arguments.of("SELECT CAST(a AS ", "ARRAY<", "INT", ">"),
        Arguments.of("SELECT CAST(a AS ", "STRUCT<a: ", "INT", ">"),
        Arguments.of("SELECT ", "(SELECT ", "1", ")"),
        Arguments.of("SELECT ", "EXISTS (SELECT 1 WHERE ", "1", ")"),
        Arguments.of("SELECT * FROM ", "(SELECT * FROM ", "t", ")"),
        Arguments.of("SELECT * FROM ", "(", "t", ")"),
        Arguments.of("", "(", "SELECT 1", ")"),
        Arguments.of("", "WITH x AS (", "SELECT 1", ") SELECT 1"),
        Arguments.of("", "EXPLAIN ", "SELECT 1", ""));
  }

  /** What a chain begins with, a link of it, and how many links there may be. */
  static Stream<Arguments> chains() {
    return Stream.of(
        Arguments.of("SELECT 1", " + 1", 390),
        Arguments.of("SELECT 1", " || 'a' * 2", 390),
        Arguments.of("SELECT a", "[0]", 390),
        Arguments.of("SELECT f(a)", ".b", 390),
        Arguments.of("SELECT 1", " UNION ALL SELECT 1", 390),
        Arguments.of("SELECT 1", " INTERSECT SELECT 1", 390),
        Arguments.of("SELECT * FROM t", " JOIN t ON a", 390),
        Arguments.of("SELECT * FROM t", ", t", 390),
        Arguments.of("SELECT * FROM t", " LATERAL VIEW f(a) v AS x", 190),
        Arguments.of("SELECT * FROM t", " PIVOT (max(a) FOR b IN (1))", 390));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("nests")
  void whateverNestsTooDeeplyIsRefusedOnASmallStack(
      String before, String open, String middle, String close) {
    String sql = before + open.repeat(100_000) + middle + close.repeat(100_000);
    onSmallStack(
        () ->
            assertThatThrownBy(() -> SqlParser.parseStatement(sql))
                .isInstanceOf(SqlSyntaxException.class)
                .hasMessageContaining("nested too deeply"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("chains")
  void chainsTooLongForLaterPhasesAreRefused(String first, String link, int links) {
    String sql = first + link.repeat(100 * links);
    onSmallStack(
        () ->
            assertThatThrownBy(() -> SqlParser.parseStatement(sql))
                .isInstanceOf(SqlSyntaxException.class)
                .hasMessageContaining("nested too deeply"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("nests")
  void whatIsJustNotTooDeepCanBePrintedAndComparedOnASmallStack(
      String before, String open, String middle, String close) {
    String end = before.endsWith(" AS ") ? ")" : "";
    onSmallStack(
        () -> {
          int depth = Nesting.MOST_LEVELS;
          Statement deepest = null;
          while (deepest == null) {
            String sql = before + open.repeat(depth) + middle + close.repeat(depth) + end;
            depth--;
            try {
              deepest = SqlParser.parseStatement(sql);
            } catch (SqlSyntaxException e) {
              assertThat(e).hasMessageContaining("nested too deeply");
            }
          }
          assertThat(depth).isGreaterThanOrEqualTo(98);
          String printed = SqlText.of(deepest);
          assertThat(printed.equals(SqlText.of(SqlParser.parseStatement(printed)))).isTrue();
        });
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("chains")
  void chainsNotTooLongCanBePrintedAndComparedOnASmallStack(String first, String link, int links) {
    String sql = first + link.repeat(links);
    onSmallStack(
        () -> {
          Statement statement = SqlParser.parseStatement(sql);
          Statement again = SqlParser.parseStatement(SqlText.of(statement));
          assertThat(again.equals(statement)).isTrue();
          assertThat(again.hashCode()).isEqualTo(statement.hashCode());
        });
  }

  @Test
  void aStackTooSmallForWhatIsAllowedGivesTheSameError() {
    String sql = "SELECT " + "(".repeat(290) + "1" + ")".repeat(290);
    onStackOf(
        128 * 1024,
        () ->
            assertThatThrownBy(() -> SqlParser.parseStatement(sql))
                .isInstanceOf(SqlSyntaxException.class)
                .hasMessageContaining("nested too deeply for this thread's stack"));
  }

  @Test
  void castsChainedForEverAreRefused() {
    assertThatThrownBy(() -> SqlParser.parseExpression("a" + "::int".repeat(50_000)))
        .isInstanceOf(SqlSyntaxException.class)
        .hasMessageContaining("nested too deeply");
  }

  @Test
  void chainsCountInsideNests() {
    String level = "(1" + " + 1".repeat(400);
    String sql = "SELECT " + "(".repeat(99) + level + ")" + (" + 1".repeat(400) + ")").repeat(99);
    onSmallStack(
        () ->
            assertThatThrownBy(() -> SqlParser.parseStatement(sql))
                .isInstanceOf(SqlSyntaxException.class)
                .hasMessageContaining("nested too deeply"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AND", "OR"})
  void longConjunctionsAndDisjunctionsAreFlat(String operator) {
    String sql = "SELECT a" + (" " + operator + " a = 1").repeat(100_000);
    onSmallStack(
        () -> {
          Statement statement = SqlParser.parseStatement(sql);
          assertThat(SqlText.of(statement).equals(sql)).isTrue();
        });
  }

  private static void onSmallStack(Runnable work) {
    onStackOf(SMALL_STACK_BYTES, work);
  }

  private static void onStackOf(long sizeBytes, Runnable work) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread = new Thread(null, work, "small stack", sizeBytes);
    thread.setUncaughtExceptionHandler((where, thrown) -> failure.set(thrown));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(failure.get()).isNull();
  }
}
