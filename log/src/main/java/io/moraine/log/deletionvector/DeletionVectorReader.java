package io.moraine.log.deletionvector;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.path.DataPaths;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;
import org.roaringbitmap.InvalidRoaringFormat;
import org.roaringbitmap.RoaringBitmap;

/**
 * Loads deletion vectors from where their descriptors say they are. Safe for use by many threads.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#deletion-vector-format">Deletion
 *     vector format</a>
 */
public final class DeletionVectorReader {
  private static final int UUID_CHARS = 20;
  private static final int SIZE_BYTES = 4;
  private static final int CHECKSUM_BYTES = 4;

  private final ObjectStore store;
  private final DataPaths paths;

  /** Loads vectors of the table in {@code store}, from files below its root. */
  public DeletionVectorReader(ObjectStore store) {
    this(store, new DataPaths(store.root()));
  }

  /** Loads vectors of the table in {@code store}, from where {@code paths} allows. */
  public DeletionVectorReader(ObjectStore store, DataPaths paths) {
    this.store = store;
    this.paths = paths;
  }

  /**
   * Loads the vector that {@code descriptor} describes; from a file, with one read.
   *
   * @throws CorruptFileException if it is not what the descriptor says, or its checksum is wrong
   * @throws io.moraine.log.path.PathNotAllowedException if its file is outside the table
   */
  public DeletionVector read(DeletionVectorDescriptor descriptor) {
    return read(descriptor, "a data file");
  }

  /** As the other; {@code dataFile}, whose rows are deleted, is named in errors. */
  public DeletionVector read(DeletionVectorDescriptor descriptor, String dataFile) {
    return switch (descriptor.storageType()) {
      case "i" -> inline(descriptor, dataFile);
      case "u" -> stored(descriptor, relativePath(descriptor, dataFile));
      case "p" -> stored(descriptor, descriptor.pathOrInlineDv());
      default ->
          throw new UnsupportedFeatureException(
              "Cannot read the deletion vector of %s with storage type '%s', only u, i and p"
                  .formatted(dataFile, descriptor.storageType()));
    };
  }

  /**
   * The file that holds the vector, as a path of the log; nothing for one within the log itself.
   *
   * @throws CorruptFileException if the descriptor names none where it should
   */
  public Optional<String> file(DeletionVectorDescriptor descriptor, String dataFile) {
    return switch (descriptor.storageType()) {
      case "u" -> Optional.of(relativePath(descriptor, dataFile));
      case "p" -> Optional.of(descriptor.pathOrInlineDv());
      default -> Optional.empty();
    };
  }

  private DeletionVector inline(DeletionVectorDescriptor descriptor, String dataFile) {
    String source =
        "the deletion vector of %s within the log of %s".formatted(dataFile, store.root());
    byte[] bytes = Z85.decode(descriptor.pathOrInlineDv());
    if (bytes == null) {
      throw new CorruptFileException(source, -1, "it is not Z85 text");
    }
    if (descriptor.sizeInBytes() < 0 || descriptor.sizeInBytes() > bytes.length) {
      throw new CorruptFileException(
          source,
          -1,
          "it has %d bytes by its descriptor, found %d"
              .formatted(descriptor.sizeInBytes(), bytes.length));
    }
    return parse(descriptor, ByteBuffer.wrap(bytes, 0, descriptor.sizeInBytes()), source, 0);
  }

  private String relativePath(DeletionVectorDescriptor descriptor, String dataFile) {
    String text = descriptor.pathOrInlineDv();
    int prefixChars = text.length() - UUID_CHARS;
    byte[] id = prefixChars < 0 ? null : Z85.decode(text.substring(prefixChars));
    if (id == null) {
      throw new CorruptFileException(
          store.root().toString(),
          -1,
          "the deletion vector of %s must be named by a prefix and 20 characters of Z85, found '%s'"
              .formatted(dataFile, text));
    }
    ByteBuffer bits = ByteBuffer.wrap(id);
    String name = "deletion_vector_%s.bin".formatted(new UUID(bits.getLong(), bits.getLong()));
    String prefix = text.substring(0, prefixChars);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private DeletionVector stored(DeletionVectorDescriptor descriptor, String path) {
    try (ObjectReader in = paths.open(path, store)) {
      Integer offset = descriptor.offset();
      int size = descriptor.sizeInBytes();
      long room = in.sizeBytes() - SIZE_BYTES - CHECKSUM_BYTES;
      if (offset == null || offset < 0 || size < 0 || (long) offset + size > room) {
        throw new CorruptFileException(
            in.location(),
            offset == null ? -1 : offset,
            "a deletion vector of %d bytes at offset %s does not fit a file of %d bytes"
                .formatted(size, offset, in.sizeBytes()));
      }
      byte[] bytes = new byte[SIZE_BYTES + size + CHECKSUM_BYTES];
      in.read(offset, bytes, 0, bytes.length);
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      int found = buffer.getInt();
      if (found != size) {
        throw new CorruptFileException(
            in.location(),
            offset,
            "a deletion vector has %d bytes by its descriptor, found %d".formatted(size, found));
      }
      CRC32 checksum = new CRC32();
      checksum.update(bytes, SIZE_BYTES, size);
      if ((int) checksum.getValue() != buffer.getInt(SIZE_BYTES + size)) {
        throw new CorruptFileException(
            in.location(), offset, "the deletion vector's checksum is wrong");
      }
      buffer.limit(SIZE_BYTES + size);
      return parse(descriptor, buffer, in.location(), offset + SIZE_BYTES);
    }
  }

  /**
   * Parses the magic number, how many bitmaps follow, and these with the upper half of their rows.
   */
  private static DeletionVector parse(
      DeletionVectorDescriptor descriptor, ByteBuffer buffer, String source, long position) {
    buffer.order(ByteOrder.LITTLE_ENDIAN);
    if (buffer.remaining() < DeletionVector.HEADER_BYTES
        || buffer.getInt() != DeletionVector.MAGIC) {
      throw new CorruptFileException(
          source, position, "a deletion vector must start with the number " + DeletionVector.MAGIC);
    }
    long bitmaps = buffer.getLong();
    RoaringBitmap rows = new RoaringBitmap();
    for (long i = 0; i < bitmaps; i++) {
      if (i > 0 || buffer.remaining() < Integer.BYTES || buffer.getInt() != 0) {
        throw new CorruptFileException(
            source, position, "a deletion vector has rows past 4 billion, or is cut off");
      }
      rows = bitmap(buffer, source, position);
    }
    if (buffer.hasRemaining()) {
      throw new CorruptFileException(
          source,
          position,
          "a deletion vector has %d bytes after its rows".formatted(buffer.remaining()));
    }
    if (rows.getLongCardinality() != descriptor.cardinality()) {
      throw new CorruptFileException(
          source,
          position,
          "a deletion vector has %d rows by its descriptor, found %d"
              .formatted(descriptor.cardinality(), rows.getLongCardinality()));
    }
    if (!rows.isEmpty() && rows.last() < 0) {
      throw new CorruptFileException(
          source, position, "a deletion vector has rows past 2 billion, which no file has");
    }
    return new DeletionVector(rows);
  }

  private static RoaringBitmap bitmap(ByteBuffer buffer, String source, long position) {
    try {
      RoaringBitmap rows = new RoaringBitmap();
      rows.deserialize(buffer);
      // It reads past the rows, but leaves the buffer where it was.
      buffer.position(buffer.position() + rows.serializedSizeInBytes());
      return rows;
    } catch (IOException
        | InvalidRoaringFormat
        | BufferUnderflowException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | NegativeArraySizeException e) {
      throw new CorruptFileException(
          source, position, "a deletion vector's bitmap cannot be read: " + e.getMessage(), e);
    }
  }
}
