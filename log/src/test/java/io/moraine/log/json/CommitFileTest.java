package io.moraine.log.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptFileException;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddCdcFile;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CheckpointMetadata;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.action.Sidecar;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitFileTest {
  private static final DeletionVectorDescriptor VECTOR =
      new DeletionVectorDescriptor("u", "ab^-aqEH.-t@S}K{vb[*k^", 4, 40, 6L);

  private static List<Action> read(String... lines) {
    return CommitFile.read(
        String.join("\n", lines).getBytes(StandardCharsets.UTF_8), "00000000000000000007.json");
  }

  @Test
  void everyActionComesBackAsItWasWritten() {
    Map<String, String> partition = new LinkedHashMap<>();
    partition.put("day", null);
    partition.put("země", "a\"b\\c\n");
    Metadata metadata =
        new Metadata(
            "id-1",
            "name",
            "what \"it\" is",
            Metadata.Format.PARQUET,
            "{\"type\":\"struct\",\"fields\":[]}",
            List.of("day", "země"),
            1L << 60,
            Map.of("delta.appendOnly", "true", "unknown.key", "kept"));
    AddFile add =
        new AddFile(
            "day=__HIVE_DEFAULT_PARTITION__/a%20b.parquet",
            partition,
            Long.MAX_VALUE,
            0,
            false,
            "{\"numRecords\":3}",
            Map.of("ZCUBE_ID", "1"),
            VECTOR,
            7L,
            8L,
            "liquid");
    List<Action> actions =
        List.of(
            CommitInfo.of(5, "WRITE").with("operationParameters", Map.of("mode", "Append")),
            new Protocol(3, 7, Set.of("deletionVectors"), Set.of("deletionVectors", "later")),
            Protocol.legacy(1, 2),
            metadata,
            add,
            AddFile.of("plain.parquet", Map.of(), 0, 1),
            add.removedAt(99),
            new RemoveFile("old", null, true, null, null, null, null, null, null, null, null),
            new AddCdcFile("_change_data/c.parquet", partition, 3, false, null),
            new SetTransaction("app", 3, null),
            new SetTransaction("app2", 3, 4L),
            new DomainMetadata("delta.clustering", "{\"x\":[1]}", false),
            new CheckpointMetadata(4, Map.of("k", "v")),
            new Sidecar("s.parquet", 1, 2, null));

    assertThat(CommitFile.read(CommitFile.write(actions), "f")).isEqualTo(actions);
  }

  @Test
  void absentFieldsAreLeftOutSoThatOtherReadersSeeNoSurprise() {
    assertThat(ActionWriter.write(AddFile.of("p", Map.of(), 1, 2)))
        .isEqualTo(
            "{\"add\":{\"path\":\"p\",\"partitionValues\":{},\"size\":1,\"modificationTime\":2,\"dataChange\":true}}");
    assertThat(ActionWriter.write(Protocol.legacy(1, 2)))
        .isEqualTo("{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":2}}");
    assertThat(ActionWriter.write(new Protocol(3, 7, Set.of(), Set.of())))
        .isEqualTo(
            "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,\"readerFeatures\":[],\"writerFeatures\":[]}}");
  }

  @Test
  void nullPartitionValuesStayNullRatherThanVanish() {
    AddFile add = AddFile.of("p", Collections.singletonMap("day", null), 1, 2);
    assertThat(ActionWriter.write(add)).contains("\"partitionValues\":{\"day\":null}");
  }

  @Test
  void commitInfoKeepsWhateverIsInItInOrder() {
    String line =
        "{\"commitInfo\":{\"z\":[1, {\"a\":null}],\"timestamp\":12345678901234567890,\"operation\":7,"
            + "\"operationParameters\":{\"predicate\":[\"a\"],\"mode\":\"Append\"},\"a\":1.50}}";
    CommitInfo info = (CommitInfo) read(line).get(0);

    assertThat(info.fields()).containsKeys("z", "timestamp", "operation", "a");
    assertThat(info.fields().keySet())
        .containsExactly("z", "timestamp", "operation", "operationParameters", "a");
    assertThat(info.fields()).containsEntry("a", "1.50").containsEntry("z", "[1, {\"a\":null}]");
    assertThat(info.timestamp()).as("more than 64 bits").isEmpty();
    assertThat(info.operation()).as("not a string").isEmpty();
    assertThat(info.operationParameters())
        .containsEntry("mode", "Append")
        .containsEntry("predicate", "[\"a\"]");
    assertThat(ActionWriter.write(info)).isEqualTo(line);
  }

  @Test
  void unknownActionsFieldsAndBlankLinesArePassedOver() {
    List<Action> actions =
        read(
            "",
            "{\"futureAction\":{\"a\":[1,2]}}",
            "  \t\r",
            "{\"txn\":{\"appId\":\"a\",\"version\":1,\"later\":{\"x\":1}},\"add\":null}\r",
            "{}",
            "");
    assertThat(actions).containsExactly(new SetTransaction("a", 1, null));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"add\":{\"path\":\"p\",\"size\":1            | line 2 at byte 61",
        "{\"add\":{\"path\":\"p\"}}                     | 'add' before this place lacks 'size'",
        "{\"add\":{\"path\":7,\"size\":1}}              | expected a string, found 7",
        "{\"add\":[]}                                   | expected an object",
        "[]                                             | expected an object",
        "{\"txn\":{\"appId\":\"a\",\"version\":1}} {}   | expected the end of the text",
        "{\"metaData\":{\"name\":\"x\"}}                | lacks 'id'",
        "{\"protocol\":{\"minReaderVersion\":1}}        | lacks 'minWriterVersion'",
        "{\"protocol\":{\"minReaderVersion\":0,\"minWriterVersion\":2}} | versions start at 1",
        "nonsense                                       | not valid JSON",
      })
  void aLineThatIsNoActionIsCorruptAndSaysWhere(String line, String message) {
    // The first line has 34 bytes with its end, the cut one 27.
    assertThatThrownBy(() -> read("{\"txn\":{\"appId\":\"a\",\"version\":1}}", line))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("00000000000000000007.json line 2")
        .hasMessageContaining(message);
  }
}
