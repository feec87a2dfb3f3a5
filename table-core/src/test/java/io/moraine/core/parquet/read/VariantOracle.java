package io.moraine.core.parquet.read;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.variant.ImmutableMetadata;
import org.apache.parquet.variant.VariantBuilder;
import org.apache.parquet.variant.VariantConverters;

/** A variant as parquet-java puts it together from its columns, as text. */
final class VariantOracle {
  private byte[] metadata;
  private VariantBuilder builder;

  private VariantOracle() {}

  static String text(Group variant) {
    VariantOracle oracle = new VariantOracle();
    GroupConverter converter =
        VariantConverters.newVariantConverter(variant.getType(), oracle::metadata, oracle::build);
    replay(variant, converter);
    return VariantText.of(oracle.builder.build());
  }

  private void metadata(ByteBuffer bytes) {
    metadata = new byte[bytes.remaining()];
    bytes.duplicate().get(metadata);
  }

  private void build(Consumer<VariantBuilder> content) {
    if (builder == null) {
      builder = new VariantBuilder(new ImmutableMetadata(ByteBuffer.wrap(metadata)));
    }
    content.accept(builder);
  }

  /** Tells {@code converter} what is in {@code group}, as a reader of its file would. */
  private static void replay(Group group, GroupConverter converter) {
    GroupType type = group.getType();
    converter.start();
    for (int field = 0; field < type.getFieldCount(); field++) {
      for (int i = 0; i < group.getFieldRepetitionCount(field); i++) {
        Converter next = converter.getConverter(field);
        if (type.getType(field).isPrimitive()) {
          replay(group, field, i, type.getType(field).asPrimitiveType(), next);
        } else {
          replay(group.getGroup(field, i), next.asGroupConverter());
        }
      }
    }
    converter.end();
  }

  private static void replay(
      Group group, int field, int index, PrimitiveType type, Converter converter) {
    PrimitiveConverter values = converter.asPrimitiveConverter();
    switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> values.addBoolean(group.getBoolean(field, index));
      case INT32 -> values.addInt(group.getInteger(field, index));
      case INT64 -> values.addLong(group.getLong(field, index));
      case FLOAT -> values.addFloat(group.getFloat(field, index));
      case DOUBLE -> values.addDouble(group.getDouble(field, index));
      case INT96 -> values.addBinary(group.getInt96(field, index));
      case BINARY, FIXED_LEN_BYTE_ARRAY -> values.addBinary(group.getBinary(field, index));
    }
  }
}
