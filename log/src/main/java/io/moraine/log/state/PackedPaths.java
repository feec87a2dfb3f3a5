package io.moraine.log.state;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Paths of many files in about a quarter of their bytes. Immutable.
 *
 * <p>Folders and the forms of names are held once; of a name that has a UUID nothing is left but
 * this in 16 bytes, and a number. Every so many paths it is known where one begins, those after it
 * follow.
 */
final class PackedPaths {
  /** Paths from one known place to the next. */
  static final int STRIDE = 16;

  /** In the place of a template's number and one: the name's own bytes follow. */
  static final int VERBATIM = 0;

  private final int size;
  private final byte[] data;
  private final int[] starts;
  private final List<byte[]> folders;
  private final List<PathTemplate> templates;

  /** Owns what it is given. */
  PackedPaths(
      int size, byte[] data, int[] starts, List<byte[]> folders, List<PathTemplate> templates) {
    this.size = size;
    this.data = data;
    this.starts = starts;
    this.folders = List.copyOf(folders);
    this.templates = List.copyOf(templates);
  }

  /** The path of file {@code index}. */
  String path(int index) {
    Objects.checkIndex(index, size);
    Cursor cursor = new Cursor(starts[index / STRIDE]);
    for (int i = index % STRIDE; i > 0; i--) {
      cursor.skip();
    }
    return cursor.read();
  }

  /** Stands before a path. */
  private final class Cursor {
    private int at;

    Cursor(int at) {
      this.at = at;
    }

    void skip() {
      varint();
      int template = varint();
      if (template == VERBATIM) {
        int length = varint();
        at += length;
      } else {
        if (templates.get(template - 1).digits() > 0) {
          varint();
        }
        at += Uuids.BYTES;
      }
    }

    String read() {
      byte[] folder = folders.get(varint());
      int code = varint();
      byte[] path;
      if (code == VERBATIM) {
        int length = varint();
        path = new byte[folder.length + length];
        System.arraycopy(data, at, path, folder.length, length);
      } else {
        PathTemplate template = templates.get(code - 1);
        int number = template.digits() > 0 ? varint() : 0;
        path = new byte[folder.length + template.length()];
        template.write(number, data, at, path, folder.length);
      }
      System.arraycopy(folder, 0, path, 0, folder.length);
      return new String(path, StandardCharsets.UTF_8);
    }

    private int varint() {
      int value = 0;
      int shift = 0;
      byte next;
      do {
        next = data[at++];
        value |= (next & 0x7F) << shift;
        shift += 7;
      } while (next < 0);
      return value;
    }
  }

  /** About how much heap it takes. */
  long heapBytes() {
    long bytes = data.length + 4L * starts.length + 200L * templates.size();
    for (byte[] folder : folders) {
      bytes += folder.length + 24L;
    }
    return bytes;
  }
}
