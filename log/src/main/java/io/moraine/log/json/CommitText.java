package io.moraine.log.json;

import io.moraine.log.action.Action;
import java.util.List;

/**
 * A commit as it was read, whose actions are made when they are asked for. Immutable; safe for use
 * by many threads.
 */
public final class CommitText {
  private final long version;
  private final byte[] content;
  private final String file;

  /**
   * The commit of {@code version}.
   *
   * @param content owned
   * @param file names the content in errors
   */
  public CommitText(long version, byte[] content, String file) {
    this.version = version;
    this.content = content;
    this.file = file;
  }

  /** The version that it made. */
  public long version() {
    return version;
  }

  /** How long it is. */
  public int sizeBytes() {
    return content.length;
  }

  /**
   * All actions, in order.
   *
   * @throws io.moraine.core.error.CorruptFileException with the file, line and byte, if a line is
   *     not an action's JSON
   */
  public List<Action> actions() {
    return CommitFile.read(content, file);
  }

  /**
   * The actions that are no file's, in order, perhaps without what the commit says of itself; makes
   * no others.
   *
   * @throws io.moraine.core.error.CorruptFileException as {@link #actions} does
   */
  public List<Action> settings() {
    return CommitLines.read(content, file, CommitLines.Info.PASSED_OVER).others();
  }
}
