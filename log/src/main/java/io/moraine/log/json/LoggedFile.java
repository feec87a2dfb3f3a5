package io.moraine.log.json;

import io.moraine.core.json.JsonReader;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.FileAction;
import io.moraine.log.action.RemoveFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An {@code add} or a {@code remove} as a commit has it, of which only what tells the file is
 * parsed; the rest is when it is asked for. Immutable.
 */
public final class LoggedFile {
  private static final String SOURCE = "a file's action";
  private static final byte[] NONE = {};
  private static final int MOST_UTF8_BYTES = 3;
  private static final long OWN_BYTES = 100;
  private static final long BYTES_OF_AN_ACTION = 300;

  private final boolean add;

  /** The action's JSON object; empty if {@link #action} is there. */
  private final byte[] json;

  private final @Nullable FileAction action;
  private final byte[] path;
  private final int pathFrom;
  private final int pathTo;
  private final long sizeBytes;
  private final @Nullable DeletionVectorDescriptor deletionVector;
  private final @Nullable String deletionVectorId;
  private final int partitionFrom;
  private final int partitionTo;
  private final int statsFrom;
  private final int statsTo;

  private LoggedFile(FileAction action, long sizeBytes, @Nullable DeletionVectorDescriptor vector) {
    this.add = action instanceof AddFile;
    this.json = NONE;
    this.action = action;
    this.path = action.path().getBytes(StandardCharsets.UTF_8);
    this.pathFrom = 0;
    this.pathTo = path.length;
    this.sizeBytes = sizeBytes;
    this.deletionVector = vector;
    this.deletionVectorId = vector == null ? null : vector.uniqueId();
    this.partitionFrom = 0;
    this.partitionTo = 0;
    this.statsFrom = 0;
    this.statsTo = 0;
  }

  /**
   * Of an action's object; the places of what was found in it are from the object's start.
   *
   * @param json owned
   */
  LoggedFile(
      boolean add,
      byte[] json,
      LineScanner found,
      @Nullable DeletionVectorDescriptor deletionVector) {
    this.add = add;
    this.json = json;
    this.action = null;
    this.path = json;
    this.pathFrom = found.pathFrom;
    this.pathTo = found.pathTo;
    this.sizeBytes = found.size;
    this.deletionVector = deletionVector;
    this.deletionVectorId = deletionVector == null ? null : deletionVector.uniqueId();
    this.partitionFrom = found.partitionFrom;
    this.partitionTo = found.partitionTo;
    this.statsFrom = found.statsFrom;
    this.statsTo = found.statsTo;
  }

  /** An addition that is parsed already. */
  public static LoggedFile of(AddFile add) {
    return new LoggedFile(add, add.size(), add.deletionVector());
  }

  /** A removal that is parsed already. */
  public static LoggedFile of(RemoveFile remove) {
    return new LoggedFile(remove, 0, remove.deletionVector());
  }

  /** Whether the file is added; if not, it is removed. */
  public boolean isAdd() {
    return add;
  }

  /**
   * The bytes of which {@link #pathFrom()} to {@link #pathTo()} are the path. Not to be changed.
   */
  public byte[] pathBytes() {
    return path;
  }

  /** Where the path begins in {@link #pathBytes()}. */
  public int pathFrom() {
    return pathFrom;
  }

  /** Where the path ends in {@link #pathBytes()}. */
  public int pathTo() {
    return pathTo;
  }

  /** How many bytes the path has. */
  public int pathLength() {
    return pathTo - pathFrom;
  }

  /** The path as the log has it. */
  public String path() {
    return action == null
        ? new String(path, pathFrom, pathTo - pathFrom, StandardCharsets.UTF_8)
        : action.path();
  }

  /** The size of an added file. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** Which rows are deleted, if some are. */
  public @Nullable DeletionVectorDescriptor deletionVector() {
    return deletionVector;
  }

  /** The unique id of the deletion vector, or null. */
  public @Nullable String deletionVectorId() {
    return deletionVectorId;
  }

  /** An added file's partition values. */
  public Map<String, @Nullable String> partitionValues() {
    if (action != null) {
      Map<String, @Nullable String> values = action.partitionValues();
      return values == null ? Map.of() : values;
    } else if (partitionTo == partitionFrom) {
      return Map.of();
    }
    JsonReader reader =
        JsonReader.of(json, partitionFrom, partitionTo - partitionFrom, SOURCE, partitionFrom);
    return Collections.unmodifiableMap(reader.stringMap());
  }

  /** The JSON object of the partition values; empty if there is none, or if it is not at hand. */
  public ByteBuffer partitionText() {
    return ByteBuffer.wrap(json, partitionFrom, partitionTo - partitionFrom).asReadOnlyBuffer();
  }

  /** How many bytes {@link #statistics(byte[])} may take. */
  public int statisticsBound() {
    return action == null
        ? statsTo - statsFrom
        : action instanceof AddFile file && file.stats() != null
            ? MOST_UTF8_BYTES * file.stats().length()
            : 0;
  }

  /**
   * Writes the statistics' JSON in UTF-8 to {@code target}, which has room for {@link
   * #statisticsBound()} bytes.
   *
   * @return how many bytes these are; 0 if there are no statistics
   */
  public int statistics(byte[] target) {
    if (action == null) {
      return JsonStrings.unescape(json, statsFrom, statsTo, target);
    } else if (action instanceof AddFile file && file.stats() != null) {
      byte[] utf8 = file.stats().getBytes(StandardCharsets.UTF_8);
      System.arraycopy(utf8, 0, target, 0, utf8.length);
      return utf8.length;
    }
    return 0;
  }

  /** About how much heap it takes. */
  public long heapBytes() {
    long own = OWN_BYTES + json.length;
    return action == null ? own : own + path.length + statisticsBound() + BYTES_OF_AN_ACTION;
  }

  /** The whole action. */
  public FileAction action() {
    if (action != null) {
      return action;
    }
    JsonReader reader = JsonReader.of(json, 0, json.length, SOURCE, 0);
    return add ? FileActionReader.addFile(reader) : FileActionReader.removeFile(reader);
  }
}
