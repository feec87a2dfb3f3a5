package io.moraine.log.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.type.StructType;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.path.DataPaths;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {
  private static final AddFile PLAIN = AddFile.of("p", Map.of(), 1, 1);
  private static final AddFile FIRST = PLAIN.withDeletionVector(vector(1));
  private static final AddFile SECOND = PLAIN.withDeletionVector(vector(50));

  private final List<Action> start = new ArrayList<>();

  private static DeletionVectorDescriptor vector(int offset) {
    return new DeletionVectorDescriptor("u", "ab^-aqEH.-t@S}K{vb[*k^", offset, 40, 2);
  }

  /** Replays {@code commits} over an empty table; in one go, or each over the state before it. */
  private TableContent replay(String how, List<List<Action>> commits) {
    start.add(Protocol.legacy(1, 2));
    start.add(Metadata.of("t", StructType.EMPTY, List.of(), 0));
    DataPaths paths = new DataPaths(URI.create("file:/table/"));
    ActionSource base = start::forEach;
    Replay replay = new Replay(paths);
    for (List<Action> commit : commits) {
      replay.commit(commit);
      if (how.equals("step by step")) {
        base = replay.over(base, 0, "t");
        replay = new Replay(paths);
      }
    }
    return replay.over(base, 0, "t");
  }

  @ParameterizedTest
  @ValueSource(strings = {"at once", "step by step"})
  void aFileIsItsPathAndItsDeletionVector(String how) {
    TableContent content =
        replay(
            how,
            List.of(
                List.of(PLAIN),
                List.of(PLAIN.removedAt(1), FIRST),
                // In one commit the order does not count.
                List.of(SECOND, FIRST.removedAt(2))));
    assertThat(content.files()).containsExactly(SECOND);
    assertThat(content.tombstones())
        .containsExactlyInAnyOrder(PLAIN.removedAt(1), FIRST.removedAt(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"at once", "step by step"})
  void removingAnotherVectorLeavesTheFile(String how) {
    TableContent content = replay(how, List.of(List.of(SECOND), List.of(FIRST.removedAt(1))));
    assertThat(content.files()).containsExactly(SECOND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"at once", "step by step"})
  void aFileAddedAgainHasTheNewestWords(String how) {
    AddFile again = PLAIN.withTags(Map.of("k", "v")).withoutDataChange();
    TableContent content =
        replay(how, List.of(List.of(PLAIN), List.of(PLAIN.removedAt(1)), List.of(again)));
    assertThat(content.files()).containsExactly(again);
    assertThat(content.tombstones()).isEmpty();
  }

  @Test
  void oneFileUnderSeveralFormsOfItsPathIsOne() {
    AddFile relative = AddFile.of("a%20b/c", Map.of(), 1, 1);
    AddFile absolute = AddFile.of("file:///table/a%20b/c", Map.of(), 1, 1);
    AddFile foreign = AddFile.of("/elsewhere/x", Map.of(), 1, 1);
    AddFile foreignAgain = AddFile.of("file:/elsewhere/x", Map.of(), 1, 1);
    TableContent content =
        replay(
            "at once",
            List.of(
                List.of(relative, foreign),
                List.of(absolute.removedAt(1), foreignAgain.removedAt(1))));
    assertThat(content.files()).isEmpty();
  }
}
