package io.moraine.log.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.error.CorruptFileException;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddCdcFile;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.FileAction;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.corpora.Corpora;
import io.moraine.log.json.CommitLines.Info;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that are read by their bytes, beside the same lines read as JSON. */
class CommitLinesTest {
  private static final String FILE = "00000000000000000007.json";

  private static final List<String> USUAL =
      List.of(
          "{\"add\":{\"path\":\"d=1/p.parquet\",\"partitionValues\":{\"d\":\"1\",\"e\":null},\"size\":9,\"modificationTime\":-5,\"dataChange\":true,\"stats\":\"{\\\"numRecords\\\":3,\\\"minValues\\\":{\\\"s\\\":\\\"a\\\\\\\\b\\\\n\\\"}}\"}}",
          "{\"add\":{\"path\":\"p\",\"partitionValues\":{},\"size\":0,\"modificationTime\":123456789012345678,\"dataChange\":false,\"stats\":null,\"tags\":{\"a\":\"\\t\\/\",\"b\":null},\"baseRowId\":4,\"defaultRowCommitVersion\":null,\"clusteringProvider\":\"liquid\",\"later\":[{},[],1.5e-3,true,false,null,{\"x\":[\"y\"]}]}}",
          "{\"add\":{\"size\":1,\"path\":\"p\",\"deletionVector\":{\"storageType\":\"u\",\"pathOrInlineDv\":\"ab^-aqEH.-t@S}K{vb[*k^\",\"offset\":4,\"sizeInBytes\":40,\"cardinality\":6}}}",
          "{\"add\":{\"path\":\"a%20b/c\",\"size\":1,\"partitionValues\":null,\"deletionVector\":null,\"tags\":null}}",
          "{\"remove\":{\"path\":\"p\",\"deletionTimestamp\":99,\"dataChange\":true,\"extendedFileMetadata\":true,\"partitionValues\":{\"d\":\"1\"},\"size\":9}}",
          "{\"remove\":{\"path\":\"\",\"extendedFileMetadata\":null,\"size\":null,\"deletionTimestamp\":null,\"modificationTime\":\"x\",\"clusteringProvider\":7,\"stats\":\"{}\"}}",
          "{\"add\":{\"path\":\"été=\u20ac/\ud83d\ude00.parquet\",\"size\":1,"
              + "\"partitionValues\":{\"été\":\"\u20ac\\u00e9\\\"\\\\\",\"\ud83d\ude00\":\"\\uD83D\\ude00\"},"
              + "\"tags\":{\"ž\":\"\\u0000\"},"
              + "\"stats\":\"{\\\"minValues\\\":{\\\"ž\\\":\\\"\u00e9\\u00e9\\u20AC\\ud83d\\ude00\ud83d\ude00\\\\\\\"\u07ff\u0800\\\"}}\"}}",
          "{\"commitInfo\":{\"timestamp\":1700000000000,\"operationParameters\":{\"mode\":\"Append\",\"p\":\"[]\"},\"isBlindAppend\":true,\"x\":[],\"y\":-0.5E+7}}");

  private static final List<String> OTHER =
      List.of(
          "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":2}}",
          "{ \"add\": {\"path\":\"p\",\"size\":1}}",
          "{\"add\":{\"path\":\"p\",\"size\":1}} ",
          "{\"add\":{\"path\":\"p\",\"size\":1}}\r",
          "{\"add\":{\"path\":\"p\",\"size\":1},\"txn\":{\"appId\":\"a\",\"version\":1}}",
          "{\"add\":{\"path\":\"p\",\"size\":1,\"path\":\"q\"}}",
          "{\"add\":{\"p\\u0061th\":\"p\",\"size\":1}}",
          "{\"add\":{\"path\":\"a\\\"b\",\"size\":1}}",
          "{\"add\":{\"path\":\"a\\u00e9\",\"size\":1}}",
          "{\"add\":{\"path\":\"p\",\"size\":1,\"stats\":\"\\ud83d\"}}",
          "{\"add\":{\"path\":\"p\",\"size\":1,\"stats\":\"\\ud83dx\\ude00\"}}",
          "{\"add\":{\"path\":\"p\",\"size\":1,\"stats\":\"\\ude00\\ud83d\"}}",
          "{\"add\":{\"path\":\"p\",\"size\":1234567890123456789}}",
          "{\"add\":null}",
          "{\"cdc\":{\"path\":\"c\",\"size\":1,\"partitionValues\":{},\"dataChange\":false}}",
          "",
          " ");

  private static byte[] bytes(String... lines) {
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  private static void assertSameAsJson(byte[] content) {
    List<Action> expected;
    try {
      expected = CommitFile.read(content, FILE);
    } catch (CorruptFileException e) {
      assertThat(failure(content)).isEqualTo(e.getMessage());
      return;
    }
    List<Action> others = new ArrayList<>();
    List<FileAction> files = new ArrayList<>();
    for (Action action : expected) {
      if (action instanceof FileAction file && !(action instanceof AddCdcFile)) {
        files.add(file);
      } else if (!(action instanceof AddCdcFile)) {
        others.add(action);
      }
    }
    CommitLines lines = CommitLines.read(content, FILE, Info.KEPT);
    assertThat(lines.others()).isEqualTo(others);
    assertThat(lines.files()).hasSameSizeAs(files);
    for (int i = 0; i < files.size(); i++) {
      assertSame(lines.files().get(i), files.get(i));
    }
    others.removeIf(CommitInfo.class::isInstance);
    CommitLines withoutInfo = CommitLines.read(content, FILE, Info.PASSED_OVER);
    List<Action> left = new ArrayList<>(withoutInfo.others());
    left.removeIf(CommitInfo.class::isInstance);
    assertThat(left).isEqualTo(others);
    assertThat(withoutInfo.files()).hasSameSizeAs(files);
  }

  private static String failure(byte[] content) {
    try {
      return "no failure, but " + CommitLines.read(content, FILE, Info.PASSED_OVER);
    } catch (CorruptFileException e) {
      return e.getMessage();
    }
  }

  private static void assertSame(LoggedFile found, FileAction expected) {
    assertThat(found.isAdd()).isEqualTo(expected instanceof AddFile);
    assertThat(found.action()).isEqualTo(expected);
    assertThat(found.path()).isEqualTo(expected.path());
    assertThat(found.pathBytes())
        .inHexadecimal()
        .isNotNull()
        .satisfies(
            data ->
                assertThat(
                        new String(
                            data,
                            found.pathFrom(),
                            found.pathTo() - found.pathFrom(),
                            StandardCharsets.UTF_8))
                    .isEqualTo(expected.path()));
    if (expected instanceof AddFile add) {
      assertThat(found.sizeBytes()).isEqualTo(add.size());
      assertThat(found.partitionValues()).isEqualTo(add.partitionValues());
      assertThat(found.deletionVector()).isEqualTo(add.deletionVector());
      assertThat(found.deletionVectorId()).isEqualTo(add.deletionVectorId());
      byte[] text = new byte[found.statisticsBound()];
      int length = found.statistics(text);
      assertThat(new String(text, 0, length, StandardCharsets.UTF_8))
          .isEqualTo(add.stats() == null ? "" : inUtf8(add.stats()));
    } else {
      assertThat(found.deletionVectorId()).isEqualTo(((RemoveFile) expected).deletionVectorId());
    }
  }

  /** Half a surrogate pair, which a JSON text may hold, is a question mark in UTF-8. */
  private static String inUtf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Test
  void everyFormOfALineGivesTheSameAction() {
    for (String line : USUAL) {
      byte[] content = bytes(line);
      LineScanner scanner = new LineScanner();
      assertThat(scanner.scan(content, 0, content.length))
          .as("taken by its bytes: %s", line)
          .isEqualTo(content.length);
      assertSameAsJson(content);
    }
    for (String line : OTHER) {
      byte[] content = bytes(line);
      assertThat(new LineScanner().scan(content, 0, content.length))
          .as("left to the reader of JSON: %s", line)
          .isNegative();
      assertSameAsJson(content);
    }
    assertSameAsJson(bytes(USUAL.toArray(String[]::new)));
    List<String> mixed = new ArrayList<>(OTHER);
    mixed.addAll(USUAL);
    mixed.addAll(OTHER);
    assertSameAsJson(bytes(mixed.toArray(String[]::new)));
  }

  @Test
  void whatMoraineWritesIsTakenByItsBytes() {
    AddFile add =
        new AddFile(
            "p",
            Map.of("day", "x"),
            1,
            2,
            true,
            "{\"numRecords\":3}",
            Map.of("k", "v"),
            new DeletionVectorDescriptor("u", "ab^-aqEH.-t@S}K{vb[*k^", 4, 40, 6L),
            7L,
            8L,
            "liquid");
    for (Action action :
        List.of(add, add.removedAt(9), CommitInfo.of(1, "WRITE").with("x", Map.of("y", "z")))) {
      byte[] line = bytes(ActionWriter.write(action));
      assertThat(new LineScanner().scan(line, 0, line.length)).isEqualTo(line.length);
      assertSameAsJson(line);
    }
  }

  @Test
  void aLineThatIsCutAnywhereFailsAsJsonDoes() {
    for (String line : USUAL) {
      byte[] content = bytes(line);
      for (int length = 1; length < content.length; length++) {
        assertSameAsJson(Arrays.copyOf(content, length));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void aLineThatIsChangedAnywhereIsReadOrFailsAsJsonDoes(long seed) {
    Random random = new Random(seed);
    byte[] alphabet =
        "{}[]\":,\\/ntrue0129-+.eE \tabudD8\0\n\u00e9\u20ac\ud83d\ude00"
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20_000; i++) {
      byte[] line = bytes(USUAL.get(random.nextInt(USUAL.size())));
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        int at = random.nextInt(line.length);
        byte with = alphabet[random.nextInt(alphabet.length)];
        line =
            switch (random.nextInt(3)) {
              case 0 -> replaced(line, at, at + 1, with);
              case 1 -> replaced(line, at, at, with);
              default -> replaced(line, at, at + 1);
            };
      }
      assertSameAsJson(line);
    }
  }

  private static byte[] replaced(byte[] line, int from, int to, byte... with) {
    byte[] result = new byte[line.length - (to - from) + with.length];
    System.arraycopy(line, 0, result, 0, from);
    System.arraycopy(with, 0, result, from, with.length);
    System.arraycopy(line, to, result, from + with.length, line.length - to);
    return result;
  }

  @TestFactory
  Stream<DynamicTest> commitsOfOtherWritersAreReadAsJsonIs() {
    return Corpora.tables().stream()
        .map(Corpora.Table::root)
        .map(root -> root.resolve("_delta_log"))
        .filter(Files::isDirectory)
        .map(log -> DynamicTest.dynamicTest(log.toString(), () -> compare(log)));
  }

  private static void compare(Path log) throws IOException {
    List<Path> commits;
    try (Stream<Path> files = Files.list(log)) {
      commits = files.filter(file -> file.toString().endsWith(".json")).toList();
    }
    for (Path commit : commits) {
      assertSameAsJson(Files.readAllBytes(commit));
    }
    assertThat(log).isDirectory();
  }
}
