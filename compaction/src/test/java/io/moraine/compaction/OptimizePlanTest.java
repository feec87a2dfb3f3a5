package io.moraine.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimizePlanTest {
  private static OptimizePlan plan() {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    values.put("day", "2026-01-02");
    values.put("who \"is\" it", null);
    return new OptimizePlan(
        "memory:/t/",
        "the-id",
        7,
        List.of("(day = '2026-01-02')", "(x IS NULL)"),
        1000,
        new Goal(Goal.Kind.CLUSTER, List.of(List.of("a", "b.c"), List.of("d")), true),
        List.of(
            new FileGroup(
                values,
                List.of(
                    new PlannedFile("day=2026-01-02/ü%20x.parquet", 300, 5, true),
                    new PlannedFile("b", Long.MAX_VALUE >> 1, -1, false))),
            new FileGroup(Map.of(), List.of(new PlannedFile("c", 0, 0, false)))));
  }

  @Test
  void aPlanSurvivesJson() {
    String json = plan().toJson();
    assertThat(OptimizePlan.fromJson(json)).isEqualTo(plan());
    assertThat(json).doesNotContain("\n").startsWith("{\"format\":1,\"table\":\"memory:/t/\",");
  }

  @Test
  void anEmptyPlanSurvivesJson() {
    OptimizePlan empty = new OptimizePlan("t", "i", 0, List.of(), 1, Goal.COMPACT, List.of());
    assertThat(OptimizePlan.fromJson(empty.toJson())).isEqualTo(empty);
    assertThat(empty.isEmpty()).isTrue();
  }

  @Test
  void fieldsOfLaterTimesArePassedOver() {
    String json = plan().toJson().replaceFirst("\\{", "{\"new\":[{}],");
    assertThat(OptimizePlan.fromJson(json)).isEqualTo(plan());
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "'\"format\":1', '\"format\":2', 'expected format 1, found 2'",
    "'\"format\":1,', '', 'expected a field ''format'', found none'",
    "'\"tableId\":\"the-id\",', '', 'expected a field ''tableId'', found none'",
    "'\"path\":\"b\",', '', 'expected a field ''path'', found none'",
    "'\"path\":\"b\"', '\"path\":\"c\"', 'A plan to optimize memory:/t/ has the file c twice'",
    "'\"rows\":5', '\"rows\":-5', 'got 300 and -5'",
    "'\"kind\":\"CLUSTER\"', '\"kind\":\"HEAP\"', 'No enum constant'",
    "'\"sizeBytes\":300', '\"sizeBytes\":\"300\"', 'expected a whole number, found 300'",
  })
  void whatIsNoPlanIsRefused(String from, String to, String problem) {
    String json = plan().toJson();
    assertThat(json).contains(from);
    assertThatThrownBy(() -> OptimizePlan.fromJson(json.replace(from, to)))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("OPTIMIZE plan")
        .hasMessageContaining(problem);
  }

  @Test
  void aPlanThatIsCutOffIsRefused() {
    String json = plan().toJson();
    assertThatThrownBy(() -> OptimizePlan.fromJson(json.substring(0, json.length() - 3)))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("OPTIMIZE plan");
  }

  @Test
  void noFileIsInTwoGroups() {
    FileGroup group = new FileGroup(Map.of(), List.of(new PlannedFile("c", 1, 1, false)));
    assertThatThrownBy(
            () -> new OptimizePlan("t", "i", 0, List.of(), 1, Goal.COMPACT, List.of(group, group)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("A plan to optimize t has the file c twice");
  }

  @Test
  void aPlanCanBeShown() {
    FileGroup first =
        new FileGroup(
            Map.of("day", "1"),
            List.of(new PlannedFile("a", 10, 1, false), new PlannedFile("b", 5, 2, false)));
    FileGroup second = new FileGroup(Map.of(), List.of(new PlannedFile("c", 1, 1, false)));
    assertThat(
            new OptimizePlan("t", "i", 3, List.of(), 20, Goal.COMPACT, List.of(first, second))
                .lines())
        .containsExactly(
            "t at version 3: 3 files of 16 bytes into 2, of up to 20 bytes each",
            "  {day=1}: 2 files of 15 bytes, from a",
            "  1 files of 1 bytes, from c");
    Goal byTwo = Goal.zorder(List.of(List.of("a"), List.of("s", "x y")));
    assertThat(new OptimizePlan("t", "i", 3, List.of(), 5, byTwo, List.of(first)).lines())
        .containsExactly(
            "t at version 3: 2 files of 15 bytes into 3, of up to 5 bytes each, ordered by a,"
                + " s.`x y`",
            "  {day=1}: 2 files of 15 bytes, from a");
  }
}
