package io.moraine.log.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.log.fixture.Worlds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumFileTest {
  private static VersionChecksum parse(String text) {
    return ChecksumFile.parse(text.getBytes(StandardCharsets.UTF_8), "x.crc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"numFiles\":1}",
        "{\"tableSizeBytes\":1}",
        "{\"tableSizeBytes\":-1,\"numFiles\":1}",
        "{\"tableSizeBytes\":1,\"numFiles\":\"1\"}",
        "{\"tableSizeBytes\":1,\"numFiles\":1,\"numMetadata\":2}",
        "{\"tableSizeBytes\":1,\"numFiles\":1,\"numProtocol\":0}",
        "{\"tableSizeBytes\":1,\"numFiles\":1,\"protocol\":{}}",
        "{\"tableSizeBytes\":1,\"numFiles\":1,\"metadata\":{}}",
        "{\"tableSizeBytes\":1,\"numFiles\":1,\"allFiles\":[{}]}",
        "{\"tableSizeBytes\":1,\"numFiles\":1,\"histogramOpt\":{\"sortedBinBoundaries\":[1]}}",
        "{\"tableSizeBytes\":1,\"numFiles\":1,\"histogramOpt\":{\"sortedBinBoundaries\":[0,0],"
            + "\"fileCounts\":[0,0],\"totalBytes\":[0,0]}}",
        "{\"tableSizeBytes\":1,\"numFiles\":1} {}",
      })
  void oneThatIsMalformedSaysNothing(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("x.crc");
    InMemoryStore store = new InMemoryStore("t", Worlds.clock());
    store.put(ChecksumFile.key(3), text.getBytes(StandardCharsets.UTF_8));
    assertThat(ChecksumFile.read(store, 3)).isEmpty();
    assertThat(ChecksumFile.read(store, 4)).isEmpty();
  }

  @Test
  void oneOfAnEarlyWriterHasCountsAlone() {
    VersionChecksum checksum =
        parse(
            "{\"tableSizeBytes\":7,\"numFiles\":2,\"numMetadata\":1,\"numProtocol\":1,"
                + "\"numTransactions\":0,\"metadata\":null}");
    assertThat(checksum.numFiles()).isEqualTo(2);
    assertThat(checksum.tableSizeBytes()).isEqualTo(7);
    assertThat(checksum.protocol()).isNull();
    assertThat(checksum.listsAllFiles()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1,1",
    "9,1",
    "10,2",
    "99,2",
    "100,3",
    "999,3",
    "1000,4",
    "9999,4",
    "10000,5",
    "99999,5",
    "100000,6",
    "999999,6",
    "1000000,7",
    "9999999,7",
    "10000000,8",
    "2147483646,8",
    "2147483647,9",
    "9223372036854775807,9"
  })
  void binsOfDeletedRecordsAreTheProtocols(long deleted, int bin) {
    assertThat(DeletedRecordCounts.bin(deleted)).isEqualTo(bin);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "8191,0",
    "8192,1",
    "8193,1",
    "274877906943,93",
    "274877906944,94",
    "9223372036854775807,94"
  })
  void binsOfSizesIncludeTheirLowerBound(long bytes, int bin) {
    assertThat(FileSizeHistogram.empty().bin(bytes)).isEqualTo(bin);
  }

  @Test
  void theLastBoundaryHasNoEndAndAllOthersRise() {
    long[] bounds = FileSizeHistogram.empty().boundaries();
    assertThat(bounds).hasSize(95).startsWith(0, 8192).endsWith(274_877_906_944L);
    assertThat(LongStream.of(bounds).boxed().toList()).isSorted();
    List<Long> distinct = Arrays.stream(bounds).distinct().boxed().toList();
    assertThat(distinct).hasSize(95);
  }
}
