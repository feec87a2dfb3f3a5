package io.moraine.core.parquet.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.Types;
import org.apache.parquet.variant.Variant;
import org.apache.parquet.variant.VariantValueWriter;

/** Files with a column {@code v} of variants, shredded by parquet-java. */
@SuppressWarnings("deprecation") // of parquet-java: by path and by Hadoop configuration
final class VariantFile {
  private VariantFile() {}

  /** A schema whose variants have the columns {@code parts} beside their metadata. */
  static MessageType schema(String parts) {
    GroupType columns =
        MessageTypeParser.parseMessageType(
                "message m { optional group v { required binary metadata; %s } }".formatted(parts))
            .getType(0)
            .asGroupType();
    return Types.buildMessage()
        .addField(
            Types.optionalGroup()
                .as(LogicalTypeAnnotation.variantType((byte) 1))
                .addFields(columns.getFields().toArray(new org.apache.parquet.schema.Type[0]))
                .named("v"))
        .named("m");
  }

  static ParquetJavaFile write(Path path, MessageType schema, List<Variant> variants) {
    Configuration configuration = new Configuration(false);
    configuration.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
    configuration.set("fs.file.impl.disable.cache", "true");
    Builder builder = new Builder(new org.apache.hadoop.fs.Path(path.toUri()), schema);
    try (ParquetWriter<Row> writer =
        builder
            .withConf(configuration)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withPageRowCountLimit(50)
            .build()) {
      for (Variant variant : variants) {
        writer.write(new Row(variant));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ParquetJavaFile(path);
  }

  /** A row; its variant may be null. */
  private record Row(Variant variant) {}

  private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
    private final MessageType schema;

    Builder(org.apache.hadoop.fs.Path path, MessageType schema) {
      super(path);
      this.schema = schema;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<Row> getWriteSupport(Configuration configuration) {
      return new Support(schema);
    }
  }

  private static final class Support extends WriteSupport<Row> {
    private final MessageType schema;
    private RecordConsumer consumer;

    Support(MessageType schema) {
      this.schema = schema;
    }

    @Override
    public WriteContext init(Configuration configuration) {
      return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
    }

    @Override
    public void write(Row row) {
      consumer.startMessage();
      if (row.variant() != null) {
        consumer.startField("v", 0);
        VariantValueWriter.write(consumer, schema.getType(0).asGroupType(), row.variant());
        consumer.endField("v", 0);
      }
      consumer.endMessage();
    }
  }
}
