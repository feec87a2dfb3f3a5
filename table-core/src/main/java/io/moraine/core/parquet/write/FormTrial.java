package io.moraine.core.parquet.write;

import io.moraine.core.parquet.write.PageCompressors.PageCompressor;
import java.util.List;

/**
 * Finds out on a sample of a page's values which form costs readers least, and what a dictionary
 * would cost instead.
 *
 * <p>Costs are bytes: those that are stored, and a part of those that come of decompressing them.
 */
final class FormTrial {
  /** Enough to tell; a page has some five times as many. */
  static final int SAMPLE_VALUES = 4096;

  static final int SAMPLE_BYTES = 64 << 10;

  /** Zstandard gives a byte in the time that a store of 150 MB/s takes for an eighth of one. */
  private static final double DECOMPRESSED_WEIGHT = 1 / 8.0;

  private final PageCompressors compressors;

  /** The sample, plain. */
  private final ByteSink sample = new ByteSink();

  private final ByteSink tried = new ByteSink();
  private PageForm best;
  private double costPerByte;
  private double costPerCodeBit;
  private double costPerEntryByte;

  FormTrial(PageCompressors compressors) {
    this.compressors = compressors;
  }

  /** Empty, to put a plain sample into. */
  ByteSink sample() {
    sample.clear();
    return sample;
  }

  /** The form that cost least. */
  PageForm best() {
    return best;
  }

  /** Tries the forms on {@link #sample}, which has some values. */
  void tryForms(ValueWriter values, List<PageForm> forms) {
    best = forms.get(0);
    double least = Double.MAX_VALUE;
    for (PageForm form : forms) {
      tried.clear();
      tried.putBytes(sample.array(), sample.from(), sample.size());
      values.bring(tried, form);
      double cost = cost(tried) * form.weight();
      if (cost < least) {
        least = cost;
        best = form;
      }
    }
    costPerByte = least / Math.max(1, sample.size());
  }

  /** Tries codes of {@code width} bits, and the entries in {@link #sample}. */
  void tryDictionary(int[] codes, int count, int width) {
    tried.clear();
    HybridEncoder.encode(codes, count, width, tried);
    costPerCodeBit = cost(tried) / Math.max(1L, (long) count * width);
    costPerEntryByte = cost(sample) / Math.max(1, sample.size());
  }

  /** What a page of {@code plainBytes} bytes costs in the best form. */
  double formCost(long plainBytes) {
    return plainBytes * costPerByte;
  }

  /** What {@code bits} bits of codes cost, and {@code entryBytes} more bytes of entries. */
  double dictionaryCost(long bits, long entryBytes) {
    return bits * costPerCodeBit + entryBytes * costPerEntryByte;
  }

  private double cost(ByteSink bytes) {
    PageCompressor compressor = compressors.take();
    try {
      return compressor.compress(bytes) + bytes.size() * DECOMPRESSED_WEIGHT;
    } finally {
      compressors.giveBack(compressor);
    }
  }
}
