package io.moraine.log.deletionvector;

import io.moraine.core.env.Environment;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.DeletionVectorDescriptor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * Stores the deletion vectors of one commit: small ones within the log, the others together in one
 * file.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#deletion-vector-format">Deletion
 *     vector format</a>
 */
public final class DeletionVectorWriter {
  /** A vector of at most so many bytes is kept in the log: a read of the log is then enough. */
  static final int INLINE_BYTES = 512;

  /** So much of all vectors of a commit is kept in the log: what is there is read by everyone. */
  static final int INLINE_BYTES_PER_COMMIT = 64 << 10;

  private static final byte FORMAT_VERSION = 1;

  private final ObjectStore store;
  private final Environment environment;

  /** Stores vectors of the table at the root of {@code store}. */
  public DeletionVectorWriter(ObjectStore store, Environment environment) {
    this.store = Objects.requireNonNull(store, "store");
    this.environment = Objects.requireNonNull(environment, "environment");
  }

  /**
   * Vectors that were stored.
   *
   * @param descriptors of the vectors, in their order
   * @param file the key of the file that was written for them, to delete if the commit fails
   */
  public record Stored(List<DeletionVectorDescriptor> descriptors, Optional<String> file) {
    public Stored {
      descriptors = List.copyOf(descriptors);
    }
  }

  /**
   * Stores {@code vectors}, none of which is empty.
   *
   * @throws io.moraine.core.error.StorageException if the store fails; nothing is stored then
   */
  public Stored write(List<DeletionVector> vectors) {
    UUID id = environment.ids().get();
    String name =
        Z85.encode(
            ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    List<DeletionVectorDescriptor> descriptors = new ArrayList<>(vectors.size());
    int inlined = 0;
    for (DeletionVector vector : vectors) {
      byte[] bytes = vector.serialized();
      if (bytes.length <= INLINE_BYTES && inlined + bytes.length <= INLINE_BYTES_PER_COMMIT) {
        inlined += bytes.length;
        descriptors.add(
            new DeletionVectorDescriptor(
                "i", Z85.encode(bytes), null, bytes.length, vector.cardinality()));
      } else {
        int offset = append(bytes, file);
        descriptors.add(
            new DeletionVectorDescriptor("u", name, offset, bytes.length, vector.cardinality()));
      }
    }
    if (file.size() == 0) {
      return new Stored(descriptors, Optional.empty());
    }
    String key = "deletion_vector_%s.bin".formatted(id);
    store.put(key, file.toByteArray());
    return new Stored(descriptors, Optional.of(key));
  }

  /** Returns where the vector's size is, which precedes its bytes; their checksum follows. */
  private static int append(byte[] bytes, ByteArrayOutputStream file) {
    if (file.size() == 0) {
      file.write(FORMAT_VERSION);
    }
    int offset = file.size();
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    file.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    file.writeBytes(bytes);
    file.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue()).array());
    return offset;
  }
}
