package io.moraine.core.parquet.write;

import io.moraine.core.parquet.crypto.Algorithm;
import io.moraine.core.parquet.crypto.FileEncryption;
import io.moraine.core.parquet.crypto.ModuleKind;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.AesGcmCtrV1;
import org.apache.parquet.format.AesGcmV1;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnCryptoMetaData;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.EncryptionAlgorithm;
import org.apache.parquet.format.EncryptionWithColumnKey;
import org.apache.parquet.format.EncryptionWithFooterKey;
import org.apache.parquet.format.FileCryptoMetaData;
import org.apache.parquet.format.FileMetaData;

/** What encryption changes in a footer. */
final class FooterEncryption {
  private final FileEncryption file;

  FooterEncryption(FileEncryption file) {
    this.file = file;
  }

  /** Tells how a chunk is encrypted, and hides what the footer tells of it, if that is needed. */
  void encrypt(ColumnChunk chunk, List<String> path, FileEncryption.Column column, int rowGroup) {
    if (column.hasOwnKey()) {
      EncryptionWithColumnKey key = new EncryptionWithColumnKey(path);
      if (column.keyMetadata().length > 0) {
        key.setKey_metadata(column.keyMetadata());
      }
      chunk.setCrypto_metadata(ColumnCryptoMetaData.ENCRYPTION_WITH_COLUMN_KEY(key));
    } else {
      chunk.setCrypto_metadata(
          ColumnCryptoMetaData.ENCRYPTION_WITH_FOOTER_KEY(new EncryptionWithFooterKey()));
    }
    if (!column.hasOwnKey() && !file.isFooterPlain()) {
      return;
    }
    ColumnMetaData metadata = chunk.getMeta_data();
    chunk.setEncrypted_column_metadata(
        column.encrypt(ModuleKind.COLUMN_METADATA, rowGroup, Thrift.bytes(metadata)));
    if (file.isFooterPlain()) {
      // What tells of values stays hidden.
      metadata.unsetStatistics();
      metadata.unsetEncoding_stats();
    } else {
      chunk.unsetMeta_data();
    }
  }

  /** The bytes between the row groups with their indexes and the footer's length. */
  byte[] encrypt(FileMetaData metadata) {
    if (file.isFooterPlain()) {
      metadata.setEncryption_algorithm(algorithm());
      if (file.footerKeyMetadata().length > 0) {
        metadata.setFooter_signing_key_metadata(file.footerKeyMetadata());
      }
      byte[] plain = Thrift.bytes(metadata);
      return joined(plain, file.signature(plain));
    }
    FileCryptoMetaData crypto = new FileCryptoMetaData(algorithm());
    if (file.footerKeyMetadata().length > 0) {
      crypto.setKey_metadata(file.footerKeyMetadata());
    }
    return joined(Thrift.bytes(crypto), file.encryptFooter(Thrift.bytes(metadata)));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private EncryptionAlgorithm algorithm() {
    boolean toSupply = file.prefix().length > 0 && !file.isPrefixStored();
    byte[] told = file.isPrefixStored() ? file.prefix() : new byte[0];
    if (file.algorithm() == Algorithm.AES_GCM_V1) {
      AesGcmV1 parameters = new AesGcmV1();
      parameters.setAad_file_unique(file.unique());
      parameters.setSupply_aad_prefix(toSupply);
      if (told.length > 0) {
        parameters.setAad_prefix(told);
      }
      return EncryptionAlgorithm.AES_GCM_V1(parameters);
    }
    AesGcmCtrV1 parameters = new AesGcmCtrV1();
    parameters.setAad_file_unique(file.unique());
    parameters.setSupply_aad_prefix(toSupply);
    if (told.length > 0) {
      parameters.setAad_prefix(told);
    }
    return EncryptionAlgorithm.AES_GCM_CTR_V1(parameters);
  }
}
