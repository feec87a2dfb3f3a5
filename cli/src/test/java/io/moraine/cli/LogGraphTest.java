package io.moraine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.Commit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LogGraphTest {
  /** Versions from 0 on, by what each had read. */
  private static List<Commit> history(long... reads) {
    List<Commit> newestFirst = new ArrayList<>();
    for (int i = reads.length - 1; i >= 0; i--) {
      newestFirst.add(
          new Commit(
              i,
              Instant.EPOCH,
              "WRITE",
              Map.of(),
              Map.of(),
              reads[i] < 0 ? OptionalLong.empty() : OptionalLong.of(reads[i]),
              Optional.empty(),
              Optional.empty()));
    }
    return newestFirst;
  }

  @Test
  void oneWriterAfterTheOtherIsALine() {
    assertThat(LogGraph.lines(history(-1, 0, 1)))
        .containsExactly("* 2  WRITE  (read 1)", "* 1  WRITE  (read 0)", "* 0  WRITE");
  }

  @Test
  void writersAtTheSameTimeStandBesideEachOther() {
    assertThat(LogGraph.lines(history(-1, 0, 0, 2)))
        .containsExactly(
            "*   3  WRITE  (read 2)",
            "*─┐ 2  WRITE  (read 0, beside 1)",
            "* │ 1  WRITE  (read 0)",
            "*─┘ 0  WRITE");
  }

  @Test
  void lanesThatOverlapAreApart() {
    assertThat(LogGraph.lines(history(-1, 0, 0, 1, 3)))
        .containsExactly(
            "*     4  WRITE  (read 3)",
            "*─┐   3  WRITE  (read 1, beside 2)",
            "*─┼─┐ 2  WRITE  (read 0, beside 1)",
            "*─┘ │ 1  WRITE  (read 0)",
            "*───┘ 0  WRITE");
  }

  @Test
  void noVersionsAreNoLines() {
    assertThat(LogGraph.lines(List.of())).isEmpty();
  }
}
