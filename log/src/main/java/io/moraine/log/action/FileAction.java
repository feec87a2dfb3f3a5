package io.moraine.log.action;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An action on one file of the table. */
public sealed interface FileAction extends Action permits AddFile, RemoveFile, AddCdcFile {
  /**
   * The file's path as the log has it: a URI reference, relative to the table's root or absolute.
   */
  String path();

  /**
   * The partition's values by (physical) column name, as the log has them: both null and the empty
   * string mean NULL. Null where the log does not say.
   */
  @Nullable Map<String, @Nullable String> partitionValues();

  /** Whether rows change by it, rather than only move between files. */
  boolean dataChange();
}
