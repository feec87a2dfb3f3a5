package io.moraine.reader;

import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.store.ObjectReader;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file that a scan reads. Safe for use by many threads. */
public final class ScanFile {
  private final TableScan scan;
  private final int index;
  private final int place;
  private final Match match;
  private volatile @Nullable AddFile add;
  private @Nullable Footer footer;

  /** What the log tells of a file's rows and the scan's filters. */
  public enum Match {
    /** Any number of rows may satisfy them. */
    SOME,
    /** Every row does. */
    ALL
  }

  /** {@code place} is its place among the snapshot's files. */
  ScanFile(TableScan scan, int index, int place, Match match) {
    this.scan = scan;
    this.index = index;
    this.place = place;
    this.match = match;
  }

  /** Its place among the files of the scan, from 0. */
  public int index() {
    return index;
  }

  /** Whether some or all of its rows satisfy the scan's filters. */
  public Match match() {
    return match;
  }

  /** The path as the log has it. */
  public String path() {
    return scan.snapshot().files().path(place);
  }

  /** The size in bytes. */
  public long sizeBytes() {
    return scan.snapshot().files().sizeBytes(place);
  }

  /** The partition values by physical column name, as the log has them. */
  public Map<String, @Nullable String> partitionValues() {
    return scan.snapshot().files().partitionValues(place);
  }

  /** Which of its rows are deleted, if some are. */
  public @Nullable DeletionVectorDescriptor deletionVector() {
    return scan.snapshot().files().deletionVector(place);
  }

  /**
   * The whole action as the log has it; may be read from there the first time.
   *
   * @throws io.moraine.core.error.MoraineException if that part of the log is gone
   */
  public AddFile add() {
    AddFile known = add;
    if (known == null) {
      scan.readActions(this);
      known = add;
    }
    if (known == null) {
      throw new IllegalStateException("No action was read of " + path());
    }
    return known;
  }

  /** The file's footer, read once for all of its parts. */
  synchronized Footer footer(ObjectReader object, FilePart part) {
    Footer known = footer;
    if (known == null) {
      known = Footer.read(object);
      footer = part.count() == 1 ? null : known;
    }
    return known;
  }

  int place() {
    return place;
  }

  void know(AddFile action) {
    add = action;
  }
}
