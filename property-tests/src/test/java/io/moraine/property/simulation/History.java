package io.moraine.property.simulation;

import io.moraine.property.model.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** What the processes did and were told. */
record History(List<Statement> statements, List<Look> looks) {
  History() {
    this(new ArrayList<>(), new ArrayList<>());
  }

  /** What a process was told of its statement. */
  enum Outcome {
    /** It is done. */
    DONE,
    /** It is not done, and never will be. */
    REJECTED,
    /** Nothing for certain: nobody knew, or the process died before it was told. */
    UNKNOWN
  }

  /**
   * A statement.
   *
   * @param process who ran it
   * @param change what it was
   * @param ids all that its process took while it ran; its commit's is among them
   * @param before the newest version when it began
   * @param after the newest version when it ended
   * @param outcome what its process was told
   * @param version the version that it made, as its process was told
   */
  record Statement(
      String process,
      Change change,
      Set<String> ids,
      long before,
      long after,
      Outcome outcome,
      OptionalLong version) {}

  /**
   * All rows as a process saw them.
   *
   * @param before the newest version when it began
   * @param after the newest version when it ended
   */
  record Look(String process, long before, long after, List<String> rows) {}
}
