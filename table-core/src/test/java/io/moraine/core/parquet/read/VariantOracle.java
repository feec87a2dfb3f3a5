package io.moraine.core.parquet.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.variant.ImmutableMetadata;
import org.apache.parquet.variant.VariantBuilder;
import org.apache.parquet.variant.VariantConverters;

/** One column of variants as parquet-java puts them together, as texts. */
final class VariantOracle extends ReadSupport<String> {
  private final String column;

  private VariantOracle(String column) {
    this.column = column;
  }

  static List<String> read(Path file, String column) {
    Configuration configuration = new Configuration(false);
    configuration.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
    configuration.set("fs.file.impl.disable.cache", "true");
    List<String> texts = new ArrayList<>();
    try (ParquetReader<String> reader =
        ParquetReader.builder(
                new VariantOracle(column), new org.apache.hadoop.fs.Path(file.toUri()))
            .withConf(configuration)
            .build()) {
      for (String text = reader.read(); text != null; text = reader.read()) {
        texts.add(text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  @Override
  public ReadContext init(InitContext context) {
    MessageType schema = context.getFileSchema();
    return new ReadContext(new MessageType(schema.getName(), schema.getType(column)));
  }

  @Override
  public RecordMaterializer<String> prepareForRead(
      Configuration configuration,
      Map<String, String> metadata,
      MessageType fileSchema,
      ReadContext context) {
    return new Rows(context.getRequestedSchema().getType(0).asGroupType());
  }

  private static final class Rows extends RecordMaterializer<String> {
    private final GroupConverter variants;
    private byte[] metadata;
    private VariantBuilder builder;

    Rows(GroupType type) {
      this.variants =
          VariantConverters.newVariantConverter(
              type,
              bytes -> {
                metadata = new byte[bytes.remaining()];
                bytes.duplicate().get(metadata);
              },
              this::build);
    }

    private void build(Consumer<VariantBuilder> content) {
      if (builder == null) {
        builder = new VariantBuilder(new ImmutableMetadata(ByteBuffer.wrap(metadata)));
      }
      content.accept(builder);
    }

    @Override
    public String getCurrentRecord() {
      return builder == null ? "∅" : VariantText.of(builder.build());
    }

    @Override
    public GroupConverter getRootConverter() {
      return new GroupConverter() {
        @Override
        public Converter getConverter(int field) {
          return variants;
        }

        @Override
        public void start() {
          builder = null;
        }

        @Override
        public void end() {}
      };
    }
  }
}
