package io.moraine.core.parquet.crypto;

import io.moraine.core.parquet.crypto.ModuleCipher.Module;
import java.util.Optional;

/**
 * How the modules of one column chunk are encrypted.
 *
 * @param modules decrypts them; empty if there is no key for them
 * @param rowGroup the ordinal of its row group
 * @param column the ordinal of its column
 */
public record ChunkCipher(Optional<ModuleCipher> modules, int rowGroup, int column) {
  /**
   * Decrypts a module that there is one of in the chunk.
   *
   * @throws DecryptionFault if it cannot be
   */
  public byte[] decrypt(ModuleKind kind, byte[] data, int from, int to) {
    return decrypt(kind, 0, data, from, to);
  }

  /**
   * Decrypts a module of the data page with ordinal {@code page}.
   *
   * @throws DecryptionFault if it cannot be
   */
  public byte[] decrypt(ModuleKind kind, int page, byte[] data, int from, int to) {
    return modules.orElseThrow().decrypt(new Module(kind, rowGroup, column, page), data, from, to);
  }
}
