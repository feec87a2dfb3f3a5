package io.moraine.core.parquet.crypto;

/** What is encrypted by itself. */
public enum ModuleKind {
  /** The file's metadata. */
  FOOTER(0),
  /** What the footer tells of a column chunk. */
  COLUMN_METADATA(1),
  /** The body of a data page. */
  DATA_PAGE(2),
  /** The body of a dictionary page. */
  DICTIONARY_PAGE(3),
  /** The header of a data page. */
  DATA_PAGE_HEADER(4),
  /** The header of a dictionary page. */
  DICTIONARY_PAGE_HEADER(5),
  /** The bounds of a chunk's pages. */
  COLUMN_INDEX(6),
  /** The places of a chunk's pages. */
  OFFSET_INDEX(7),
  /** The header of a chunk's Bloom filter. */
  BLOOM_FILTER_HEADER(8),
  /** The bits of a chunk's Bloom filter. */
  BLOOM_FILTER_BITS(9);

  private final int number;

  ModuleKind(int number) {
    this.number = number;
  }

  /** The format's number. */
  byte number() {
    return (byte) number;
  }

  /** Whether there are several in a chunk. */
  boolean isNumbered() {
    return this == DATA_PAGE || this == DATA_PAGE_HEADER;
  }

  /** Whether it is the body of a page, for which a file may forgo authentication. */
  boolean isBody() {
    return this == DATA_PAGE || this == DICTIONARY_PAGE;
  }
}
