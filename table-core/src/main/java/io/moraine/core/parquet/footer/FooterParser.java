package io.moraine.core.parquet.footer;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.parquet.crypto.ChunkCipher;
import io.moraine.core.parquet.crypto.Decryption;
import io.moraine.core.parquet.crypto.DecryptionFault;
import io.moraine.core.parquet.crypto.FileDecryption;
import io.moraine.core.parquet.crypto.ModuleCipher;
import io.moraine.core.parquet.crypto.ModuleKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parses the FileMetaData struct.
 *
 * @see <a
 *     href="https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift">parquet.thrift</a>
 */
final class FooterParser {
  private final String file;
  private final CompactReader in;
  private final long footerOffset;
  private List<SchemaElement> elements = List.of();
  private SchemaTree tree;

  /** Null until it is known how the file is encrypted. */
  private final FileDecryption decryption;

  /** What a footer that is not encrypted says of the rest. */
  private final AlgorithmParser algorithm;

  private FooterParser(
      String file, CompactReader in, long footerOffset, FileDecryption decryption) {
    this.file = file;
    this.in = in;
    this.footerOffset = footerOffset;
    this.decryption = decryption;
    this.algorithm = new AlgorithmParser(in);
  }

  /** Parses {@code data[from .. to)}, of which byte 0 lies at {@code base} of the file. */
  static Footer parse(
      String file, long base, byte[] data, int from, int to, long footerOffset, Decryption known) {
    FooterParser parser =
        new FooterParser(file, new CompactReader(file, base, data, from, to), footerOffset, null);
    Footer footer = parser.fileMetadata();
    if (!parser.algorithm.isEncrypted()) {
      return footer;
    }
    // How columns are encrypted is told after them.
    FileDecryption decryption = parser.algorithm.decryption(file, footerOffset, known);
    verify(file, data, from, to, footerOffset, decryption);
    return new FooterParser(
            file, new CompactReader(file, base, data, from, to), footerOffset, decryption)
        .fileMetadata();
  }

  private static void verify(
      String file, byte[] data, int from, int to, long footerOffset, FileDecryption decryption) {
    int end = to - ModuleCipher.SIGNATURE_BYTES;
    if (decryption.footer().isPresent()
        && (end < from || !decryption.footer().get().isSignedBy(data, from, end))) {
      throw new CorruptFileException(
          file, footerOffset, "the footer was changed: its signature is another");
    }
  }

  /** The same of a footer that was encrypted, behind what tells how. */
  static Footer parseEncrypted(
      String file, byte[] data, int from, int to, long footerOffset, Decryption known) {
    long base = footerOffset - from;
    CompactReader in = new CompactReader(file, base, data, from, to);
    AlgorithmParser algorithm = new AlgorithmParser(in);
    algorithm.fileCryptoMetadata();
    FileDecryption decryption = algorithm.decryption(file, footerOffset, known);
    byte[] plain;
    try {
      plain =
          decryption.requireFooter().decrypt(ModuleCipher.Module.FOOTER, data, in.position(), to);
    } catch (DecryptionFault e) {
      throw new CorruptFileException(file, footerOffset, e.getMessage(), e);
    }
    CompactReader inner = new CompactReader(file, footerOffset, plain, 0, plain.length);
    return new FooterParser(file, inner, footerOffset, decryption).fileMetadata();
  }

  private CorruptFileException fault(String problem) {
    return new CorruptFileException(file, footerOffset, problem);
  }

  private Footer fileMetadata() {
    long rowCount = -1;
    List<RowGroupMetadata> rowGroups = List.of();
    Map<String, String> keyValues = new LinkedHashMap<>();
    String createdBy = "";
    in.begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 2 -> elements = schemaElements();
        case 3 -> rowCount = in.i64();
        case 4 -> rowGroups = rowGroups();
        case 5 -> keyValues(keyValues);
        case 6 -> createdBy = in.string();
        case 8 -> algorithm.algorithm();
        case 9 -> algorithm.keyMetadata();
        default -> in.skip();
      }
    }
    tree();
    if (rowCount < 0) {
      throw fault("the footer's row count should be 0 or more, got %d".formatted(rowCount));
    }
    long rows = 0;
    for (RowGroupMetadata group : rowGroups) {
      rows += group.rowCount();
    }
    if (rows != rowCount) {
      throw fault("the footer counts %d rows, its row groups hold %d".formatted(rowCount, rows));
    }
    return new Footer(
        footerOffset, tree.root(), tree.leaves(), rowCount, rowGroups, keyValues, createdBy);
  }

  /** The schema comes before the row groups in every known writer's files. */
  private SchemaTree tree() {
    if (tree == null) {
      tree = SchemaTree.of(file, footerOffset, elements);
    }
    return tree;
  }

  private List<SchemaElement> schemaElements() {
    int count = in.list(CompactReader.STRUCT);
    List<SchemaElement> parsed = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      parsed.add(SchemaElement.parse(in));
    }
    return parsed;
  }

  private void keyValues(Map<String, String> into) {
    int count = in.list(CompactReader.STRUCT);
    for (int i = 0; i < count; i++) {
      String key = null;
      String value = null;
      in.begin();
      while (in.nextField()) {
        switch (in.fieldId()) {
          case 1 -> key = in.string();
          case 2 -> value = in.string();
          default -> in.skip();
        }
      }
      if (key != null && value != null) {
        into.put(key, value);
      }
    }
  }

  private List<RowGroupMetadata> rowGroups() {
    int columns = tree().leaves().size();
    int count = in.list(CompactReader.STRUCT);
    List<RowGroupMetadata> groups = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      List<ChunkMetadata> chunks = List.of();
      long sizeBytes = 0;
      long rowCount = -1;
      in.begin();
      while (in.nextField()) {
        switch (in.fieldId()) {
          case 1 -> chunks = chunks(groups.size());
          case 2 -> sizeBytes = in.i64();
          case 3 -> rowCount = in.i64();
          default -> in.skip();
        }
      }
      if (rowCount < 0) {
        throw fault("row group %d cannot have %d rows".formatted(i, rowCount));
      }
      if (chunks.size() != columns) {
        throw fault(
            "row group %d should have a chunk for each of %d columns, got %d"
                .formatted(i, columns, chunks.size()));
      }
      groups.add(new RowGroupMetadata(rowCount, sizeBytes, chunks));
    }
    return groups;
  }

  private List<ChunkMetadata> chunks(int rowGroup) {
    int count = in.list(CompactReader.STRUCT);
    if (count > tree().leaves().size()) {
      throw fault(
          "row group %d should have a chunk for each of %d columns, got %d"
              .formatted(rowGroup, tree().leaves().size(), count));
    }
    List<ChunkMetadata> chunks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      chunks.add(chunk(rowGroup, i));
    }
    return chunks;
  }

  private ChunkMetadata chunk(int rowGroup, int column) {
    boolean elsewhere = false;
    Optional<ModuleCipher> key = null;
    byte[] encryptedMetadata = null;
    ChunkMetadata metadata = null;
    long offsetIndex = 0;
    int offsetIndexBytes = 0;
    long columnIndex = 0;
    int columnIndexBytes = 0;
    in.begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 1 -> elsewhere = !in.string().isEmpty();
        case 3 -> {
          in.struct();
          metadata = new ChunkParser(in).columnMetadata();
        }
        case 4 -> offsetIndex = in.i64();
        case 5 -> offsetIndexBytes = in.i32();
        case 6 -> columnIndex = in.i64();
        case 7 -> columnIndexBytes = in.i32();
        case 8 -> key = columnKey(column);
        case 9 -> encryptedMetadata = in.binary();
        default -> in.skip();
      }
    }
    Optional<ChunkCipher> cipher =
        key == null ? Optional.empty() : Optional.of(new ChunkCipher(key, rowGroup, column));
    if (encryptedMetadata != null && key != null && key.isPresent()) {
      metadata = decrypted(encryptedMetadata, cipher.get());
    }
    if (metadata == null) {
      if (cipher.isEmpty()) {
        throw in.fault("a column chunk has no metadata");
      }
      return new ChunkMetadata(
          null,
          0,
          0,
          0,
          0,
          0,
          0,
          RawStatistics.UNKNOWN,
          IndexLocations.NONE,
          false,
          elsewhere,
          cipher);
    }
    return new ChunkMetadata(
        metadata.type(),
        metadata.codec(),
        metadata.valueCount(),
        metadata.startOffset(),
        metadata.dataOffset(),
        metadata.sizeBytes(),
        metadata.uncompressedBytes(),
        metadata.statistics(),
        new IndexLocations(
            offsetIndex,
            offsetIndexBytes,
            columnIndex,
            columnIndexBytes,
            metadata.indexes().bloomFilter(),
            metadata.indexes().bloomFilterBytes()),
        metadata.onlyCodes(),
        elsewhere,
        cipher);
  }

  private ChunkMetadata decrypted(byte[] encrypted, ChunkCipher cipher) {
    try {
      byte[] plain = cipher.decrypt(ModuleKind.COLUMN_METADATA, encrypted, 0, encrypted.length);
      return new ChunkParser(new CompactReader(file, footerOffset, plain, 0, plain.length))
          .columnMetadata();
    } catch (DecryptionFault e) {
      throw new CorruptFileException(file, footerOffset, e.getMessage(), e);
    }
  }

  /** The ColumnCryptoMetaData union at hand: the cipher of the column's key, if there is one. */
  private Optional<ModuleCipher> columnKey(int column) {
    Optional<ModuleCipher> cipher = Optional.empty();
    in.struct();
    in.begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 1 -> {
          cipher = decryption == null ? Optional.empty() : decryption.footer();
          in.skip();
        }
        case 2 -> {
          byte[] metadata = keyMetadata();
          cipher =
              decryption == null
                  ? Optional.empty()
                  : decryption.column(tree().leaves().get(column).path(), metadata);
        }
        default -> in.skip();
      }
    }
    return cipher;
  }

  private byte[] keyMetadata() {
    byte[] metadata = {};
    in.struct();
    in.begin();
    while (in.nextField()) {
      if (in.fieldId() == 2) {
        metadata = in.binary();
      } else {
        in.skip();
      }
    }
    return metadata;
  }
}
