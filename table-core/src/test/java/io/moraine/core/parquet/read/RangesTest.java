package io.moraine.core.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.parquet.footer.ChunkMetadata;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.footer.IndexLocations;
import io.moraine.core.parquet.footer.RowGroupMetadata;
import io.moraine.core.parquet.read.ReadOptions.RowRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file's rows are shared among readers. */
class RangesTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType("message m { required int64 id; }");

  @TempDir private Path folder;

  private ParquetFile file(int rows, int groupRows) {
    List<Group> groups = new ArrayList<>();
    for (long i = 0; i < rows; i++) {
      SimpleGroup row = new SimpleGroup(SCHEMA);
      row.add("id", i);
      groups.add(row);
    }
    return ParquetJavaFile.write(
            folder.resolve("f.parquet"),
            SCHEMA,
            groups,
            builder -> builder.withPageRowCountLimit(50).withRowGroupRowCountLimit(groupRows))
        .open();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000, 5000})
  void rangesTogetherAreAllRowsOnce(int most) {
    ParquetFile file = file(1000, 300);
    List<Object> ids = new ArrayList<>();
    List<RowRange> ranges = file.ranges(most);
    assertThat(ranges).hasSizeBetween(1, Math.min(most, 1000));
    for (RowRange range : ranges) {
      ids.addAll(
          Rows.firstColumn(
              file.read(file.schema(), ReadOptions.DEFAULT.withRows(range.from(), range.to()))));
    }
    assertThat(ids).isEqualTo(Rows.firstColumn(file.read(file.schema())));
  }

  @Test
  void aFileOfOneRowGroupIsCutWithinIt() {
    assertThat(file(1000, 5000).ranges(3))
        .containsExactly(new RowRange(0, 333), new RowRange(333, 666), new RowRange(666, 1000));
  }

  @Test
  void aRowGroupWithoutAnIndexIsNotCut() {
    Footer footer = file(1000, 300).footer();
    List<RowGroupMetadata> groups =
        footer.rowGroups().stream()
            .map(
                group ->
                    new RowGroupMetadata(
                        group.rowCount(),
                        group.sizeBytes(),
                        group.chunks().stream().map(RangesTest::withoutIndexes).toList()))
            .toList();
    Footer bare =
        new Footer(
            footer.footerOffset(),
            footer.schema(),
            footer.leaves(),
            footer.rowCount(),
            groups,
            footer.keyValues(),
            footer.createdBy());
    assertThat(Ranges.of(bare, 3))
        .containsExactly(new RowRange(0, 300), new RowRange(300, 600), new RowRange(600, 1000));
    assertThat(Ranges.of(bare, 100)).hasSize(4);
  }

  private static ChunkMetadata withoutIndexes(ChunkMetadata chunk) {
    return new ChunkMetadata(
        chunk.type(),
        chunk.codec(),
        chunk.valueCount(),
        chunk.startOffset(),
        chunk.dataOffset(),
        chunk.sizeBytes(),
        chunk.uncompressedBytes(),
        chunk.statistics(),
        IndexLocations.NONE,
        chunk.onlyCodes(),
        chunk.elsewhere(),
        chunk.cipher());
  }

  @Test
  void aFileWithoutRowsHasNoRanges() {
    assertThat(file(0, 10).ranges(4)).isEmpty();
  }
}
