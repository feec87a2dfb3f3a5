package io.moraine.log.state;

import io.moraine.log.path.DataPaths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes {@link PackedPaths}, one after the other. To be used by one thread. */
final class PathPacker {
  /** More forms of names are no forms. */
  private static final int MOST_TEMPLATES = 32;

  /** More folders than this are part of their files' names. */
  private static final int MOST_FOLDERS = 1 << 14;

  private static final int MOST_VARINT = 5;
  private static final int MOST_BYTES_OF_A_NAME = 3 * MOST_VARINT + Uuids.BYTES;
  private static final int FREE = -1;
  private static final byte[] NO_FOLDER = {};

  private byte[] data = new byte[1 << 16];
  private int length;
  private int size;
  private int[] starts = new int[16];

  private List<byte[]> folders = new ArrayList<>();
  private boolean[] plainFolders = new boolean[16];
  private int[] slots = new int[64];
  private int lastFolder;

  private List<PathTemplate> templates = new ArrayList<>();
  private boolean[] plainTemplates = new boolean[MOST_TEMPLATES];
  private int lastTemplate;

  PathPacker() {
    restart();
  }

  private void restart() {
    length = 0;
    size = 0;
    folders = new ArrayList<>();
    templates = new ArrayList<>();
    lastTemplate = 0;
    Arrays.fill(slots, FREE);
    // The first folder is none, for names with all of their folders.
    folders.add(NO_FOLDER);
    plainFolders[0] = true;
    lastFolder = 0;
  }

  /**
   * Appends the path {@code path[from .. to)}.
   *
   * @return whether it is its own identity, as {@link DataPaths#isPlain} tells
   */
  boolean append(byte[] path, int from, int to) {
    if (size % PackedPaths.STRIDE == 0) {
      int start = size / PackedPaths.STRIDE;
      if (start == starts.length) {
        starts = Arrays.copyOf(starts, 2 * start);
      }
      starts[start] = length;
    }
    size++;
    int template = lastTemplate < templates.size() ? lastTemplate : FREE;
    int name = template < 0 ? from : to - templates.get(template).length();
    if (template < 0 || !isName(template, path, from, name, to)) {
      name = to;
      while (name > from && path[name - 1] != '/') {
        name--;
      }
      template = template(path, name, to);
    }
    int folder = folder(path, from, name);
    if (folder < 0) {
      folder = 0;
      name = from;
      template = FREE;
    }
    ensure(MOST_BYTES_OF_A_NAME);
    varint(folder);
    if (template >= 0 && named(template, path, name)) {
      return plainFolders[folder] && plainTemplates[template];
    }
    varint(PackedPaths.VERBATIM);
    varint(to - name);
    ensure(to - name);
    System.arraycopy(path, name, data, length, to - name);
    length += to - name;
    return plainFolders[folder] && DataPaths.isPlain(path, name, to);
  }

  private boolean isName(int template, byte[] path, int from, int name, int to) {
    return name >= from
        && (name == from || path[name - 1] == '/')
        && templates.get(template).surrounds(path, name, to);
  }

  /** The template of the name, perhaps a new one; negative if it has none. */
  private int template(byte[] path, int name, int to) {
    for (int i = 0; i < templates.size(); i++) {
      if (templates.get(i).surrounds(path, name, to)) {
        lastTemplate = i;
        return i;
      }
    }
    if (templates.size() == MOST_TEMPLATES) {
      return FREE;
    }
    Optional<PathTemplate> found = PathTemplate.of(path, name, to);
    if (found.isEmpty()) {
      return FREE;
    }
    lastTemplate = templates.size();
    templates.add(found.get());
    // Digits and UUIDs have no part in it.
    plainTemplates[lastTemplate] = DataPaths.isPlain(path, name, to);
    return lastTemplate;
  }

  /** Appends a name by its template; false, with nothing appended, if it is not such a name. */
  private boolean named(int template, byte[] path, int name) {
    PathTemplate form = templates.get(template);
    int number = form.number(path, name);
    int before = length;
    if (number >= 0) {
      varint(template + 1);
      if (form.digits() > 0) {
        varint(number);
      }
      if (Uuids.pack(path, name + form.uuidAt(), data, length)) {
        length += Uuids.BYTES;
        return true;
      }
    }
    length = before;
    return false;
  }

  /** The number of the folder {@code path[from .. to)}; negative if there are too many. */
  private int folder(byte[] path, int from, int to) {
    if (from == to) {
      return 0;
    } else if (isFolder(lastFolder, path, from, to)) {
      return lastFolder;
    }
    int slot = PathHash.of(path, from, to - from) & slots.length - 1;
    while (slots[slot] != FREE) {
      if (isFolder(slots[slot], path, from, to)) {
        lastFolder = slots[slot];
        return lastFolder;
      }
      slot = slot + 1 & slots.length - 1;
    }
    return folders.size() == MOST_FOLDERS ? FREE : newFolder(path, from, to, slot);
  }

  private boolean isFolder(int folder, byte[] path, int from, int to) {
    byte[] known = folders.get(folder);
    return Arrays.equals(known, 0, known.length, path, from, to);
  }

  private int newFolder(byte[] path, int from, int to, int slot) {
    int folder = folders.size();
    folders.add(Arrays.copyOfRange(path, from, to));
    if (folder == plainFolders.length) {
      plainFolders = Arrays.copyOf(plainFolders, 2 * folder);
    }
    plainFolders[folder] = DataPaths.isPlain(path, from, to - 1);
    slots[slot] = folder;
    lastFolder = folder;
    if (2 * folders.size() > slots.length) {
      grow();
    }
    return folder;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    Arrays.fill(slots, FREE);
    for (int i = 1; i < folders.size(); i++) {
      byte[] folder = folders.get(i);
      int slot = PathHash.of(folder, 0, folder.length) & slots.length - 1;
      while (slots[slot] != FREE) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = i;
    }
  }

  private void ensure(int more) {
    if (more > data.length - length) {
      data = Arrays.copyOf(data, Math.max(Math.addExact(length, more), data.length * 3 / 2));
    }
  }

  private void varint(int value) {
    int rest = value;
    while (rest > 0x7F) {
      data[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    data[length++] = (byte) rest;
  }

  /** The paths that were appended; what is appended next is of others. */
  PackedPaths pack() {
    int known = (size + PackedPaths.STRIDE - 1) / PackedPaths.STRIDE;
    PackedPaths packed =
        new PackedPaths(
            size, Arrays.copyOf(data, length), Arrays.copyOf(starts, known), folders, templates);
    restart();
    return packed;
  }
}
