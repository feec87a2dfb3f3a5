package io.moraine.core.parquet.footer;

/** Parses one PageHeader struct. */
final class PageHeaderParser {
  private final CompactReader in;
  private int valueCount;
  private int encoding;
  private int definitionEncoding;
  private int repetitionEncoding;
  private int definitionBytes;
  private int repetitionBytes;
  private boolean compressed = true;
  private boolean hasBody;

  PageHeaderParser(CompactReader in) {
    this.in = in;
  }

  PageHeader parse(int from) {
    int type = -1;
    int uncompressedBytes = -1;
    int compressedBytes = -1;
    boolean hasCrc = false;
    int crc = 0;
    in.begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 1 -> type = in.i32();
        case 2 -> uncompressedBytes = in.i32();
        case 3 -> compressedBytes = in.i32();
        case 4 -> {
          hasCrc = true;
          crc = in.i32();
        }
        case 5 -> dataPage();
        case 7 -> dictionaryPage();
        case 8 -> dataPageV2();
        default -> in.skip();
      }
    }
    PageHeader.Kind kind =
        type >= 0 && type < PageHeader.Kind.BY_NUMBER.size()
            ? PageHeader.Kind.BY_NUMBER.get(type)
            : PageHeader.Kind.OTHER;
    if (uncompressedBytes < 0 || compressedBytes < 0) {
      throw in.fault(
          "a page cannot have %d bytes, %d decompressed"
              .formatted(compressedBytes, uncompressedBytes));
    }
    if (valueCount < 0 || definitionBytes < 0 || repetitionBytes < 0) {
      throw in.fault(
          "a page cannot have %d values and levels of %d and %d bytes"
              .formatted(valueCount, definitionBytes, repetitionBytes));
    }
    if ((kind == PageHeader.Kind.DATA
            || kind == PageHeader.Kind.DATA_V2
            || kind == PageHeader.Kind.DICTIONARY)
        && !hasBody) {
      throw in.fault("the header of a %s page lacks the part for that kind".formatted(kind));
    }
    return new PageHeader(
        kind,
        in.position() - from,
        uncompressedBytes,
        compressedBytes,
        hasCrc,
        crc,
        valueCount,
        encoding,
        definitionEncoding,
        repetitionEncoding,
        definitionBytes,
        repetitionBytes,
        compressed);
  }

  private void dataPage() {
    begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 1 -> valueCount = in.i32();
        case 2 -> encoding = in.i32();
        case 3 -> definitionEncoding = in.i32();
        case 4 -> repetitionEncoding = in.i32();
        default -> in.skip();
      }
    }
  }

  private void dictionaryPage() {
    begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 1 -> valueCount = in.i32();
        case 2 -> encoding = in.i32();
        default -> in.skip();
      }
    }
  }

  private void dataPageV2() {
    begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 1 -> valueCount = in.i32();
        case 4 -> encoding = in.i32();
        case 5 -> definitionBytes = in.i32();
        case 6 -> repetitionBytes = in.i32();
        case 7 -> compressed = in.bool();
        default -> in.skip();
      }
    }
  }

  private void begin() {
    in.struct();
    in.begin();
    hasBody = true;
  }
}
