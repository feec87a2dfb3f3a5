package io.moraine.engine.file.source;

import io.moraine.core.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A file's characters. A byte order mark at the start is passed over.
 *
 * <p>Bytes that are not UTF-8 are an {@link InvalidInputException} that names the line.
 */
public final class Utf8Reader extends Reader {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final SourceFile file;
  private final InputStream in;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).flip();
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private long line = 1;
  private boolean started;
  private boolean ended;

  /** Opens {@code file}; the caller closes the reader. */
  public Utf8Reader(SourceFile file) {
    this.file = file;
    this.in = file.open();
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
    while (chars.position() == 0 && !(ended && !bytes.hasRemaining())) {
      if (!ended) {
        fill();
      }
      CoderResult result = decoder.decode(bytes, chars, ended);
      passOverMark(chars);
      countLines(target, offset, chars.position());
      if (result.isError()) {
        throw new InvalidInputException(
            "Cannot read %s, line %d: expected UTF-8, found the bytes %s"
                .formatted(file.location(), line, hex(result.length())));
      }
    }
    return chars.position() == 0 ? -1 : chars.position();
  }

  private void fill() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (count < 0) {
      ended = true;
    } else {
      bytes.position(bytes.position() + count);
    }
    bytes.flip();
  }

  private void passOverMark(CharBuffer chars) {
    if (!started && chars.position() > 0) {
      started = true;
      CharBuffer decoded = chars.duplicate().flip();
      if (decoded.get(0) == BYTE_ORDER_MARK) {
        chars.clear();
        chars.put(decoded.subSequence(1, decoded.length()).toString());
      }
    }
  }

  private void countLines(char[] target, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      line += target[i] == '\n' ? 1 : 0;
    }
  }

  private String hex(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.max(1, length) && i < bytes.remaining(); i++) {
      text.append(i == 0 ? "" : " ").append("%02X".formatted(bytes.get(bytes.position() + i)));
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
