package io.moraine.log.sink;

import static io.moraine.log.fixture.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.env.Environment;
import io.moraine.core.parquet.footer.ChunkMetadata;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.write.BloomFilters;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.Metadata;
import io.moraine.log.fixture.Batches;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.property.ColumnMappingMode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A table's properties say which columns of its files get Bloom filters. */
class BloomFilterColumnsTest {
  private static final String ENABLED = "parquet.bloom.filter.enabled#";

  private static StructField mapped(String name, String physical, DataType type) {
    return StructField.of(name, type)
        .withMetadata(
            FieldMetadata.EMPTY.with("delta.columnMapping.physicalName", "\"" + physical + "\""));
  }

  @Test
  void theColumnsThatPropertiesNameGetThemInTheirFiles() {
    StructType schema =
        StructType.of(
            StructField.of("id", Primitive.LONG), StructField.of("text", Primitive.STRING));
    Worlds.ManualClock clock = Worlds.clock();
    Environment world = Worlds.world(clock, 1);
    InMemoryStore store = new InMemoryStore("bloom", clock);
    Metadata metadata =
        Metadata.of("t", schema, List.of(), 0).withConfiguration(Map.of(ENABLED + "text", "true"));
    List<AddFile> files;
    try (DataFileSink sink = DataFileSink.open(store, world, metadata, SinkOptions.DEFAULT)) {
      sink.write(Batches.of(schema, row(1L, "a"), row(2L, "b")));
      files = sink.finish();
    }
    List<ChunkMetadata> chunks =
        Footer.read(store.open(files.get(0).path())).rowGroups().get(0).chunks();
    assertThat(chunks.get(0).indexes().bloomFilter()).isNotPositive();
    assertThat(chunks.get(1).indexes().bloomFilter()).isPositive();
  }

  @Test
  void columnsAreNamedByTheirLogicalNamesAtEveryLevel() {
    StructType inner = StructType.of(mapped("name", "col-2", Primitive.STRING));
    StructType schema =
        StructType.of(
            mapped("id", "col-0", Primitive.LONG),
            mapped("people", "col-1", new DataType.Array(inner, true)));
    Map<String, String> properties =
        Map.of(
            ENABLED + "id",
            "true",
            ENABLED + "people.list.element.name",
            "true",
            ENABLED + "gone",
            "true",
            "parquet.bloom.filter.max.bytes",
            "4096");
    BloomFilters filters = BloomFilterColumns.of(properties, schema, ColumnMappingMode.NAME);
    assertThat(filters.columns()).containsOnlyKeys("col-0", "col-1.list.element.col-2", "gone");
    assertThat(filters.maxBytes()).isEqualTo(4096);
    assertThat(BloomFilterColumns.of(properties, schema, ColumnMappingMode.NONE).columns())
        .containsOnlyKeys("id", "people.list.element.name", "gone");
  }

  @Test
  void withoutSuchPropertiesThereAreNone() {
    StructType schema = StructType.of(StructField.of("id", Primitive.LONG));
    assertThat(BloomFilterColumns.of(Map.of("delta.x", "y"), schema, ColumnMappingMode.NONE))
        .isSameAs(BloomFilters.NONE);
  }
}
