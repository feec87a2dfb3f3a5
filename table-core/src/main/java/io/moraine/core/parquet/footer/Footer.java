package io.moraine.core.parquet.footer;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.parquet.crypto.Decryption;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.store.ObjectReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Parquet file's metadata. Immutable, so that it may be kept and shared.
 *
 * @param footerOffset where the footer begins, and so the row groups end
 * @param leaves the file's columns, in order
 * @param keyValues what the writer added: {@code null} values are left out
 * @param createdBy the writer, or the empty string
 */
public record Footer(
    long footerOffset,
    SchemaNode.Group schema,
    List<SchemaNode.Leaf> leaves,
    long rowCount,
    List<RowGroupMetadata> rowGroups,
    Map<String, String> keyValues,
    String createdBy) {
  private static final int TAIL = 8;
  private static final int MAGIC = 'P' | 'A' << 8 | 'R' << 16 | '1' << 24;
  private static final int ENCRYPTED_MAGIC = 'P' | 'A' << 8 | 'R' << 16 | 'E' << 24;

  /** Read at once from the file's end: most footers are smaller. */
  private static final int FIRST_READ = 64 << 10;

  public Footer {
    leaves = List.copyOf(leaves);
    rowGroups = List.copyOf(rowGroups);
    keyValues = Collections.unmodifiableMap(new LinkedHashMap<>(keyValues));
  }

  /**
   * Reads the footer, in one or two reads.
   *
   * @throws CorruptFileException if this is no whole Parquet file
   * @throws io.moraine.core.error.UnsupportedFeatureException if the footer is encrypted
   */
  public static Footer read(ObjectReader in) {
    return read(in, Decryption.NONE);
  }

  /**
   * The same of a file of which parts may be encrypted.
   *
   * @throws CorruptFileException if this is no whole Parquet file, or was changed
   * @throws io.moraine.core.error.UnsupportedFeatureException if the footer is encrypted, and there
   *     is no key for it
   */
  public static Footer read(ObjectReader in, Decryption known) {
    String file = in.location();
    long size = in.sizeBytes();
    // Magic, footer length and magic; the first magic is not looked at, to spare a read.
    if (size < 4 + TAIL) {
      throw new CorruptFileException(
          file, -1, "a Parquet file has at least 12 bytes, got %d".formatted(size));
    }
    int read = (int) Math.min(size, FIRST_READ);
    byte[] tail = new byte[read];
    in.read(size - read, tail, 0, read);
    int magic = littleEndian(tail, read - 4);
    if (magic != MAGIC && magic != ENCRYPTED_MAGIC) {
      throw new CorruptFileException(
          file, size - 4, "a Parquet file ends with 'PAR1', got %08x".formatted(magic));
    }
    int length = littleEndian(tail, read - TAIL);
    if (length <= 0 || length > size - 4 - TAIL) {
      throw new CorruptFileException(
          file,
          size - TAIL,
          "the footer cannot have %d of the file's %d bytes".formatted(length, size));
    }
    long offset = size - TAIL - length;
    byte[] data = tail;
    int from = read - TAIL - length;
    if (from < 0) {
      data = new byte[length];
      from = 0;
      in.read(offset, data, 0, length);
    }
    return magic == MAGIC
        ? FooterParser.parse(file, offset - from, data, from, from + length, offset, known)
        : FooterParser.parseEncrypted(file, data, from, from + length, offset, known);
  }

  private static int littleEndian(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }
}
