package io.moraine.core.parquet.write;

import io.moraine.core.parquet.codec.Compression;
import io.moraine.core.parquet.codec.Compressor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The compressors of a file, which its columns use by turns: as many as there are columns at work
 * at once. Safe for use by several threads.
 */
final class PageCompressors implements AutoCloseable {
  private final Compression compression;
  private final ArrayDeque<PageCompressor> free = new ArrayDeque<>();
  private final List<Compressor> all = new ArrayList<>();

  /** A compressor with room for what it makes. */
  static final class PageCompressor {
    private final Compressor compressor;
    private byte[] compressed = new byte[0];

    private PageCompressor(Compressor compressor) {
      this.compressor = compressor;
    }

    /** Compresses a page to the start of {@link #bytes} and returns its size. */
    int compress(ByteSink body) {
      int most = compressor.maxSize(body.size());
      if (compressed.length < most) {
        compressed = new byte[Math.max(most, 2 * compressed.length)];
      }
      return compressor.compress(body.array(), body.from(), body.size(), compressed);
    }

    /** What was compressed last. */
    byte[] bytes() {
      return compressed;
    }
  }

  PageCompressors(Compression compression) {
    this.compression = compression;
  }

  synchronized PageCompressor take() {
    PageCompressor compressor = free.poll();
    if (compressor == null) {
      all.add(Compressor.of(compression));
      compressor = new PageCompressor(all.get(all.size() - 1));
    }
    return compressor;
  }

  synchronized void giveBack(PageCompressor compressor) {
    free.push(compressor);
  }

  @Override
  public synchronized void close() {
    all.forEach(Compressor::close);
  }
}
