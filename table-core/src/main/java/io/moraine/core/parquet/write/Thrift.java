package io.moraine.core.parquet.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileCryptoMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;

/** The bytes of the format's structures. */
final class Thrift {
  private Thrift() {}

  static byte[] bytes(PageHeader header) {
    return bytes(out -> Util.writePageHeader(header, out));
  }

  static byte[] bytes(BloomFilterHeader header) {
    return bytes(out -> Util.writeBloomFilterHeader(header, out));
  }

  static byte[] bytes(ColumnIndex index) {
    return bytes(out -> Util.writeColumnIndex(index, out));
  }

  static byte[] bytes(OffsetIndex index) {
    return bytes(out -> Util.writeOffsetIndex(index, out));
  }

  static byte[] bytes(ColumnMetaData metadata) {
    return bytes(out -> Util.writeColumnMetaData(metadata, out, null, null));
  }

  static byte[] bytes(FileCryptoMetaData metadata) {
    return bytes(out -> Util.writeFileCryptoMetaData(metadata, out));
  }

  static byte[] bytes(FileMetaData footer) {
    return bytes(out -> Util.writeFileMetaData(footer, out));
  }

  private interface Writing {
    void to(ByteArrayOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    var out = new ByteArrayOutputStream();
    try {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
