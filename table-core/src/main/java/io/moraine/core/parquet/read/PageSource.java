package io.moraine.core.parquet.read;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.parquet.crypto.ChunkCipher;
import io.moraine.core.parquet.crypto.DecryptionFault;
import io.moraine.core.parquet.crypto.ModuleCipher;
import io.moraine.core.parquet.crypto.ModuleKind;
import io.moraine.core.parquet.footer.ChunkMetadata;
import io.moraine.core.parquet.footer.PageHeader;
import io.moraine.core.parquet.schema.SchemaNode;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Finds the pages of one column chunk, one after the other: each with its header, its bytes as they
 * are compressed, their checksum verified, decrypted.
 */
final class PageSource implements AutoCloseable {
  /** Most headers are smaller; those with long statistics are not. */
  private static final int HEADER_BYTES = 4 << 10;

  /** A page may be this large though its chunk's own size says otherwise. */
  private static final int TRUSTED_BYTES = 64 << 20;

  private final String file;
  private final SchemaNode.Leaf leaf;
  private final ChunkMetadata chunk;
  private final ChunkBytes bytes;
  private final ReadOptions options;
  private final Optional<ChunkCipher> cipher;

  private long pagePosition;
  private PageHeader header;

  /** The ordinal of the data page at hand, or of the next one. */
  private int dataPage;

  private byte[] body;
  private int bodyFrom;
  private int bodyLength;

  PageSource(
      String file,
      SchemaNode.Leaf leaf,
      ChunkMetadata chunk,
      ChunkBytes bytes,
      ReadOptions options) {
    this.file = file;
    this.leaf = leaf;
    this.chunk = chunk;
    this.bytes = bytes;
    this.options = options;
    this.cipher = chunk.cipher();
    this.pagePosition = chunk.startOffset();
  }

  /** Where the page at hand begins in the file. */
  long pagePosition() {
    return pagePosition;
  }

  /** Whether the chunk has no bytes left. */
  boolean isAtEnd() {
    return bytes.remaining() == 0;
  }

  /** Where the next header, or the body of the page at hand, is in the file. */
  long filePosition() {
    return bytes.filePosition();
  }

  CorruptFileException fault(String problem) {
    return new CorruptFileException(
        file, pagePosition, "column '%s': %s".formatted(leaf.path(), problem));
  }

  /** Goes on with data page {@code page}, which begins at {@code filePosition}. */
  void seek(long filePosition, int page) {
    bytes.seek(filePosition);
    dataPage = page;
  }

  /** Reads the next header; the page's body comes next. */
  PageHeader next() {
    pagePosition = bytes.filePosition();
    header = cipher.isPresent() ? encryptedHeader(cipher.get()) : plainHeader();
    check();
    return header;
  }

  private PageHeader plainHeader() {
    bytes.requireSome();
    while (true) {
      PageHeader parsed =
          PageHeader.parse(
              file,
              pagePosition - bytes.position(),
              bytes.array(),
              bytes.position(),
              bytes.position() + bytes.available());
      if (parsed != null) {
        bytes.advance(parsed.headerBytes());
        return parsed;
      }
      if (bytes.available() == bytes.remaining()) {
        throw fault("the chunk ends within a page's header");
      }
      bytes.require(
          (int) Math.min(Math.max(HEADER_BYTES, bytes.available() * 2L), bytes.remaining()));
    }
  }

  private PageHeader encryptedHeader(ChunkCipher keys) {
    if (bytes.remaining() < ModuleCipher.LENGTH_BYTES) {
      throw fault("the chunk ends within a page's header");
    }
    bytes.require(ModuleCipher.LENGTH_BYTES);
    long size =
        (long) ModuleCipher.length(bytes.array(), bytes.position()) + ModuleCipher.LENGTH_BYTES;
    if (size < ModuleCipher.LENGTH_BYTES || size > Math.min(bytes.remaining(), TRUSTED_BYTES)) {
      throw fault(
          "an encrypted header has %d bytes, but the chunk has %d left"
              .formatted(size, bytes.remaining()));
    }
    bytes.require((int) size);
    ModuleKind kind =
        isDictionary() ? ModuleKind.DICTIONARY_PAGE_HEADER : ModuleKind.DATA_PAGE_HEADER;
    byte[] plain = decrypt(keys, kind, 0, (int) size);
    PageHeader parsed = PageHeader.parse(file, pagePosition, plain, 0, plain.length);
    if (parsed == null) {
      throw fault("an encrypted header ends within a value");
    }
    bytes.advance((int) size);
    return parsed;
  }

  private boolean isDictionary() {
    return chunk.hasDictionary() && pagePosition == chunk.startOffset();
  }

  /** Decrypts the bytes {@code from} to {@code to} behind the next one. */
  private byte[] decrypt(ChunkCipher keys, ModuleKind kind, int from, int to) {
    try {
      int position = bytes.position();
      return keys.decrypt(kind, dataPage, bytes.array(), position + from, position + to);
    } catch (DecryptionFault e) {
      throw fault(e.getMessage());
    }
  }

  private void check() {
    if (header.compressedBytes() > bytes.remaining()) {
      throw fault(
          "a page has %d bytes, but its chunk has only %d left"
              .formatted(header.compressedBytes(), bytes.remaining()));
    }
    int size = header.uncompressedBytes();
    if (size > options.mostPageBytes()) {
      throw fault(
          "a page of %d bytes decompressed is larger than the %d that are allowed"
              .formatted(size, options.mostPageBytes()));
    }
    if (size > chunk.uncompressedBytes() && size > TRUSTED_BYTES) {
      throw fault(
          "a page of %d bytes decompressed cannot be in a chunk of %d"
              .formatted(size, chunk.uncompressedBytes()));
    }
  }

  /** Makes the body of the page at hand available. */
  void load() {
    bytes.require(header.compressedBytes());
    if (options.checksums() == ReadOptions.Checksums.VERIFY && header.hasCrc()) {
      verify();
    }
    if (cipher.isPresent() && levelsArePlain()) {
      loadWithPlainLevels(cipher.get());
    } else if (cipher.isPresent()) {
      ModuleKind kind = isDictionary() ? ModuleKind.DICTIONARY_PAGE : ModuleKind.DATA_PAGE;
      body = decrypt(cipher.get(), kind, 0, header.compressedBytes());
      bodyFrom = 0;
      bodyLength = body.length;
    } else {
      body = bytes.array();
      bodyFrom = bytes.position();
      bodyLength = header.compressedBytes();
    }
  }

  /** Whether it is a page as parquet-java writes it: its levels are not encrypted. */
  private boolean levelsArePlain() {
    int size = header.compressedBytes();
    return header.kind() == PageHeader.Kind.DATA_V2
        && levelBytes() > 0
        && levelBytes() <= size
        && (size < ModuleCipher.LENGTH_BYTES
            || ModuleCipher.length(bytes.array(), bytes.position())
                != size - ModuleCipher.LENGTH_BYTES);
  }

  private long levelBytes() {
    return (long) header.repetitionBytes() + header.definitionBytes();
  }

  private void loadWithPlainLevels(ChunkCipher keys) {
    int levels = (int) levelBytes();
    byte[] values = {};
    if (header.compressedBytes() > levels) {
      values = decrypt(keys, ModuleKind.DATA_PAGE, levels, header.compressedBytes());
    }
    body = new byte[levels + values.length];
    System.arraycopy(bytes.array(), bytes.position(), body, 0, levels);
    System.arraycopy(values, 0, body, levels, values.length);
    bodyFrom = 0;
    bodyLength = body.length;
  }

  private void verify() {
    CRC32 crc = new CRC32();
    crc.update(bytes.array(), bytes.position(), header.compressedBytes());
    if ((int) crc.getValue() != header.crc()) {
      throw fault(
          "a page's checksum should be %08x, but its bytes have %08x"
              .formatted(header.crc(), (int) crc.getValue()));
    }
  }

  /** The array that the loaded body lies in, until the next call of {@link #next}. */
  byte[] body() {
    return body;
  }

  /** Where in {@link #body()} it begins. */
  int bodyFrom() {
    return bodyFrom;
  }

  /** How long it is. */
  int bodyLength() {
    return bodyLength;
  }

  /** Goes past the page at hand, whether it was loaded or not. */
  void leave() {
    if (header.kind() == PageHeader.Kind.DATA || header.kind() == PageHeader.Kind.DATA_V2) {
      dataPage++;
    }
    bytes.seek(bytes.filePosition() + header.compressedBytes());
  }

  @Override
  public void close() {
    bytes.close();
  }
}
