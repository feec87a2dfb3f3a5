package io.moraine.core.parquet.read;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.parquet.bloom.BloomFilter;
import io.moraine.core.parquet.crypto.ChunkCipher;
import io.moraine.core.parquet.crypto.DecryptionFault;
import io.moraine.core.parquet.crypto.ModuleCipher;
import io.moraine.core.parquet.crypto.ModuleKind;
import io.moraine.core.parquet.footer.BloomFilterHeader;
import io.moraine.core.parquet.footer.ChunkMetadata;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.store.ObjectReader;
import java.util.Optional;

/** Reads the Bloom filters of column chunks. */
final class BloomFilterReader {
  /** Beside the bits and the header: the lengths, nonces and tags of two encrypted modules. */
  private static final int MOST_BYTES =
      BloomFilter.MOST_BYTES + 2 * BloomFilterHeader.MOST_BYTES + 64;

  private BloomFilterReader() {}

  /**
   * The filter of {@code chunk}; empty if it is of a kind that is not known.
   *
   * @throws CorruptFileException if it does not lie in the file, or is none
   */
  static Optional<BloomFilter> read(ObjectReader in, Footer footer, ChunkMetadata chunk) {
    long position = chunk.indexes().bloomFilter();
    int known = chunk.indexes().bloomFilterBytes();
    long available = footer.footerOffset() - position;
    if (position < 4 || available <= 0 || known < 0 || known > available) {
      throw new CorruptFileException(
          in.location(),
          footer.footerOffset(),
          "a Bloom filter cannot be %d bytes from %d".formatted(known, position));
    }
    if (chunk.cipher().isPresent()) {
      return encrypted(in, position, available, chunk.cipher().get());
    }
    int first = known > 0 ? Math.min(known, MOST_BYTES) : BloomFilterHeader.MOST_BYTES;
    byte[] bytes = bytes(in, position, (int) Math.min(available, first));
    BloomFilterHeader header =
        BloomFilterHeader.parse(in.location(), position, bytes, 0, bytes.length);
    int from = header.headerBytes();
    if (!isKnown(header)) {
      return Optional.empty();
    }
    if (header.sizeBytes() > available - from) {
      throw passesEnd(in, position, header.sizeBytes());
    }
    if (bytes.length < from + header.sizeBytes()) {
      bytes = bytes(in, position + from, header.sizeBytes());
      from = 0;
    }
    return Optional.of(BloomFilter.of(bytes, from, header.sizeBytes()));
  }

  private static boolean isKnown(BloomFilterHeader header) {
    return header.known() && BloomFilter.isSize(header.sizeBytes());
  }

  private static CorruptFileException passesEnd(ObjectReader in, long position, long size) {
    return new CorruptFileException(
        in.location(),
        position,
        "a Bloom filter of %d bytes passes the begin of the footer".formatted(size));
  }

  private static byte[] bytes(ObjectReader in, long position, int length) {
    byte[] bytes = new byte[length];
    in.read(position, bytes, 0, length);
    return bytes;
  }

  /** Header and bits are a module each. */
  private static Optional<BloomFilter> encrypted(
      ObjectReader in, long position, long available, ChunkCipher keys) {
    byte[] head = module(in, position, available);
    byte[] plain = decrypt(in, position, keys, ModuleKind.BLOOM_FILTER_HEADER, head);
    BloomFilterHeader header =
        BloomFilterHeader.parse(in.location(), position, plain, 0, plain.length);
    if (!isKnown(header)) {
      return Optional.empty();
    }
    long next = position + head.length;
    byte[] body = module(in, next, available - head.length);
    byte[] bits = decrypt(in, next, keys, ModuleKind.BLOOM_FILTER_BITS, body);
    if (bits.length != header.sizeBytes()) {
      throw new CorruptFileException(
          in.location(),
          next,
          "a Bloom filter should have %d bytes, got %d".formatted(header.sizeBytes(), bits.length));
    }
    return Optional.of(BloomFilter.of(bits, 0, bits.length));
  }

  private static byte[] module(ObjectReader in, long position, long available) {
    if (available < ModuleCipher.LENGTH_BYTES) {
      throw passesEnd(in, position, ModuleCipher.LENGTH_BYTES);
    }
    int length = ModuleCipher.length(bytes(in, position, ModuleCipher.LENGTH_BYTES), 0);
    if (length < 0 || length > Math.min(MOST_BYTES, available - ModuleCipher.LENGTH_BYTES)) {
      throw passesEnd(in, position, length);
    }
    return bytes(in, position, ModuleCipher.LENGTH_BYTES + length);
  }

  private static byte[] decrypt(
      ObjectReader in, long position, ChunkCipher keys, ModuleKind kind, byte[] module) {
    try {
      return keys.decrypt(kind, module, 0, module.length);
    } catch (DecryptionFault e) {
      throw new CorruptFileException(in.location(), position, e.getMessage(), e);
    }
  }
}
