package io.moraine.core.parquet.write;

import org.apache.parquet.format.Encoding;

/** How the values of a page lie that no dictionary stands for. */
enum PageForm {
  PLAIN(Encoding.PLAIN, 1),
  /** Decoding takes some additions, and no decompression that is worth naming. */
  DELTA_BINARY_PACKED(Encoding.DELTA_BINARY_PACKED, 1.1),
  BYTE_STREAM_SPLIT(Encoding.BYTE_STREAM_SPLIT, 1.1),
  DELTA_LENGTH_BYTE_ARRAY(Encoding.DELTA_LENGTH_BYTE_ARRAY, 1.05),
  /** Each value is put together from the one before it, also where it is stepped over. */
  DELTA_BYTE_ARRAY(Encoding.DELTA_BYTE_ARRAY, 1.6);

  private final Encoding encoding;
  private final double weight;

  PageForm(Encoding encoding, double weight) {
    this.encoding = encoding;
    this.weight = weight;
  }

  Encoding encoding() {
    return encoding;
  }

  /** What a byte of it costs, beside one of the plain form. */
  double weight() {
    return weight;
  }
}
