package io.moraine.core.parquet.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/** Zstandard frames that tell the size of what they hold. */
final class ZstdCompressor extends Compressor {
  private final ZstdCompressCtx context = new ZstdCompressCtx();

  ZstdCompressor(int level) {
    context.setLevel(level);
  }

  @Override
  public int maxSize(int length) {
    return Math.toIntExact(Zstd.compressBound(length));
  }

  @Override
  public int compress(byte[] in, int from, int length, byte[] out) {
    return context.compressByteArray(out, 0, out.length, in, from, length);
  }

  @Override
  public void close() {
    context.close();
  }
}
