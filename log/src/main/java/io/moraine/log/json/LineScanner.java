package io.moraine.log.json;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.json.JsonReader;
import io.moraine.log.action.DeletionVectorDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of one {@code add}, {@code remove} or {@code commitInfo} in the form in which they
 * are usually written, by their bytes. To be used by one thread.
 *
 * <p>Of a line that it takes, {@link ActionReader} would make an action; all others, well formed or
 * not, it leaves to that.
 */
final class LineScanner {
  private static final byte[] ADD = ascii("{\"add\":{");
  private static final byte[] REMOVE = ascii("{\"remove\":{");
  private static final byte[] INFO = ascii("{\"commitInfo\":{");

  private static final int PATH = 0;
  private static final int SIZE = 1;
  private static final int TAGS = 2;
  private static final int STATS = 3;
  private static final int BASE_ROW_ID = 4;
  private static final int DATA_CHANGE = 5;
  private static final int DELETION_VECTOR = 6;
  private static final int PARTITION_VALUES = 7;
  private static final int MODIFICATION_TIME = 8;
  private static final int DELETION_TIMESTAMP = 9;
  private static final int CLUSTERING = 10;
  private static final int EXTENDED = 11;
  private static final int ROW_COMMIT_VERSION = 12;
  private static final byte[][] NAMES =
      new byte[][] {
        ascii("path"),
        ascii("size"),
        ascii("tags"),
        ascii("stats"),
        ascii("baseRowId"),
        ascii("dataChange"),
        ascii("deletionVector"),
        ascii("partitionValues"),
        ascii("modificationTime"),
        ascii("deletionTimestamp"),
        ascii("clusteringProvider"),
        ascii("extendedFileMetadata"),
        ascii("defaultRowCommitVersion")
      };

  /** Longer lines may come to limits that the reader knows. */
  private static final int MAX_LINE = 16 << 20;

  // Places from the object's start.
  int pathFrom;
  int pathTo;
  int partitionFrom;
  int partitionTo;
  int statsFrom;
  int statsTo;
  long size;

  private byte[] data = {};
  private int to;
  private int open;
  private boolean add;
  private int seen;
  private @Nullable DeletionVectorDescriptor deletionVector;
  private @Nullable LoggedFile file;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads the line that begins at {@code from}; returns where it ends, its line end excluded, or −1
   * if it is not a usual one.
   *
   * @param content is read up to {@code length}
   */
  int scan(byte[] content, int from, int length) {
    data = content;
    to = (int) Math.min(length, (long) from + MAX_LINE);
    file = null;
    int end;
    if (startsWith(ADD, from)) {
      end = fileAction(from + ADD.length - 1, true);
    } else if (startsWith(REMOVE, from)) {
      end = fileAction(from + REMOVE.length - 1, false);
    } else if (startsWith(INFO, from)) {
      end = JsonBytes.value(content, from + INFO.length - 1, to);
    } else {
      return JsonBytes.UNUSUAL;
    }
    if (end < 0 || end >= to || content[end] != '}') {
      return JsonBytes.UNUSUAL;
    }
    end++;
    return end == length || (end < to && content[end] == '\n') ? end : JsonBytes.UNUSUAL;
  }

  /** What the line said of a file; null if it was a commit info. */
  @Nullable LoggedFile file() {
    return file;
  }

  private boolean startsWith(byte[] prefix, int from) {
    return from + prefix.length <= to
        && Arrays.equals(data, from, from + prefix.length, prefix, 0, prefix.length);
  }

  private int fileAction(int start, boolean isAdd) {
    add = isAdd;
    open = start;
    seen = 0;
    pathFrom = 0;
    pathTo = 0;
    partitionFrom = 0;
    partitionTo = 0;
    statsFrom = 0;
    statsTo = 0;
    size = 0;
    deletionVector = null;
    int at = open + 1;
    while (true) {
      int colon = JsonBytes.name(data, at, to);
      if (colon < 0 || colon + 1 >= to) {
        return JsonBytes.UNUSUAL;
      }
      int end = field(at + 1, colon - 1, colon + 1);
      if (end < 0 || end >= to) {
        return JsonBytes.UNUSUAL;
      } else if (data[end] == '}') {
        return end(end + 1);
      } else if (data[end] != ',') {
        return JsonBytes.UNUSUAL;
      }
      at = end + 1;
    }
  }

  /** Takes the field called as {@code data[nameFrom .. nameTo)}; returns where its value ends. */
  private int field(int nameFrom, int nameTo, int at) {
    int field = 0;
    while (field < NAMES.length && !is(NAMES[field], nameFrom, nameTo)) {
      field++;
    }
    if (field == NAMES.length) {
      return JsonBytes.value(data, at, to);
    } else if ((seen & 1 << field) != 0) {
      return JsonBytes.UNUSUAL;
    }
    seen |= 1 << field;
    return switch (field) {
      case PATH -> path(at);
      case SIZE -> size(at);
      case TAGS -> data[at] == '{' ? JsonBytes.stringMap(data, at, to) : nothing(at);
      case STATS -> statistics(at);
      case BASE_ROW_ID, ROW_COMMIT_VERSION -> wholeOrNull(at);
      case DATA_CHANGE -> flag(at);
      case DELETION_VECTOR -> deletionVector(at);
      case PARTITION_VALUES -> partitionValues(at);
      case MODIFICATION_TIME -> add ? JsonBytes.whole(data, at, to) : JsonBytes.value(data, at, to);
      case DELETION_TIMESTAMP -> add ? JsonBytes.value(data, at, to) : wholeOrNull(at);
      case CLUSTERING -> add ? JsonBytes.stringOrNull(data, at, to) : JsonBytes.value(data, at, to);
      case EXTENDED -> add ? JsonBytes.value(data, at, to) : flagOrNull(at);
      default -> throw new IllegalStateException("No field " + field);
    };
  }

  private boolean is(byte[] name, int from, int nameTo) {
    return name.length == nameTo - from && Arrays.equals(data, from, nameTo, name, 0, name.length);
  }

  private int nothing(int at) {
    return JsonBytes.word(data, at, to, JsonBytes.NULL);
  }

  private int wholeOrNull(int at) {
    return data[at] == 'n' ? nothing(at) : JsonBytes.whole(data, at, to);
  }

  private int flag(int at) {
    return JsonBytes.word(data, at, to, data[at] == 't' ? JsonBytes.TRUE : JsonBytes.FALSE);
  }

  private int flagOrNull(int at) {
    return data[at] == 'n' ? nothing(at) : flag(at);
  }

  private int path(int at) {
    int end = data[at] == '"' ? JsonStrings.string(data, at, to) : JsonBytes.UNUSUAL;
    for (int i = at; i < end; i++) {
      if (data[i] == '\\') {
        return JsonBytes.UNUSUAL;
      }
    }
    pathFrom = at + 1 - open;
    pathTo = end - 1 - open;
    return end;
  }

  private int size(int at) {
    if (!add) {
      return wholeOrNull(at);
    }
    int end = JsonBytes.whole(data, at, to);
    size = end < 0 ? 0 : JsonBytes.wholeValue(data, at, end);
    return end;
  }

  private int statistics(int at) {
    if (data[at] != '"') {
      return nothing(at);
    }
    int end = JsonStrings.string(data, at, to);
    statsFrom = at + 1 - open;
    statsTo = end - 1 - open;
    return end;
  }

  private int partitionValues(int at) {
    if (data[at] != '{') {
      return nothing(at);
    }
    int end = JsonBytes.stringMap(data, at, to);
    partitionFrom = at - open;
    partitionTo = end - open;
    return end;
  }

  private int deletionVector(int at) {
    if (data[at] != '{') {
      return nothing(at);
    }
    int end = JsonBytes.value(data, at, to);
    if (end < 0) {
      return end;
    }
    try {
      deletionVector =
          FileActionReader.deletionVector(JsonReader.of(data, at, end - at, "a vector", at));
      return end;
    } catch (CorruptFileException e) {
      // Who reads the line next says where in its file this is.
      return JsonBytes.UNUSUAL;
    }
  }

  private int end(int end) {
    if ((seen & 1 << PATH) == 0 || (add && (seen & 1 << SIZE) == 0)) {
      return JsonBytes.UNUSUAL;
    }
    file = new LoggedFile(add, Arrays.copyOfRange(data, open, end), this, deletionVector);
    return end;
  }
}
