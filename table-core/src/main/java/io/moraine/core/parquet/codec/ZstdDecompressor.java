package io.moraine.core.parquet.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;

/** Zstandard frames, any number of them. */
final class ZstdDecompressor extends Decompressor {
  private final ZstdDecompressCtx context = new ZstdDecompressCtx();

  ZstdDecompressor(String file) {
    super(Codec.ZSTD, file);
  }

  @Override
  long decompress(byte[] in, int from, int length, byte[] out, int outFrom, int size)
      throws Damage {
    try {
      return context.decompressByteArray(out, outFrom, size, in, from, length);
    } catch (ZstdException e) {
      if (e.getErrorCode() == Zstd.errDstSizeTooSmall()) {
        return size + 1L;
      }
      throw new Damage(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
