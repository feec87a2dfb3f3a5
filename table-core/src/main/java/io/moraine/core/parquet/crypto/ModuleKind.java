package io.moraine.core.parquet.crypto;

/** What is encrypted by itself, in the order of the format's numbers. */
public enum ModuleKind {
  /** The file's metadata. */
  FOOTER,
  /** What the footer tells of a column chunk. */
  COLUMN_METADATA,
  /** The body of a data page. */
  DATA_PAGE,
  /** The body of a dictionary page. */
  DICTIONARY_PAGE,
  /** The header of a data page. */
  DATA_PAGE_HEADER,
  /** The header of a dictionary page. */
  DICTIONARY_PAGE_HEADER,
  /** The bounds of a chunk's pages. */
  COLUMN_INDEX,
  /** The places of a chunk's pages. */
  OFFSET_INDEX,
  /** The header of a chunk's Bloom filter. */
  BLOOM_FILTER_HEADER,
  /** The bits of a chunk's Bloom filter. */
  BLOOM_FILTER_BITS;

  /** Whether there are several in a chunk. */
  boolean isNumbered() {
    return this == DATA_PAGE || this == DATA_PAGE_HEADER;
  }

  /** Whether it is the body of a page, for which a file may forgo authentication. */
  boolean isBody() {
    return this == DATA_PAGE || this == DICTIONARY_PAGE;
  }
}
