package io.moraine.reader.changes;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.type.StructType;
import io.moraine.log.changes.VersionCommit;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The changed rows of commits, one file after the other. */
final class CommitsReader implements BatchReader {
  private final ChangeScan scan;
  private final Iterator<VersionCommit> commits;
  private Iterator<ScanChange> changes = Collections.emptyIterator();
  private @Nullable BatchReader current;
  private boolean isClosed;

  CommitsReader(ChangeScan scan, Iterator<VersionCommit> commits) {
    this.scan = scan;
    this.commits = commits;
  }

  @Override
  public StructType schema() {
    return scan.output();
  }

  @Override
  public @Nullable ColumnBatch next() {
    while (true) {
      BatchReader reader = current;
      if (reader == null) {
        while (isClosed || !changes.hasNext()) {
          if (isClosed || !commits.hasNext()) {
            return null;
          }
          changes = scan.select(commits.next()).iterator();
        }
        reader = scan.open(changes.next());
        current = reader;
      }
      ColumnBatch batch = reader.next();
      if (batch != null) {
        return batch;
      }
      closeCurrent();
    }
  }

  @Override
  public void close() {
    isClosed = true;
    closeCurrent();
  }

  private void closeCurrent() {
    BatchReader reader = current;
    current = null;
    if (reader != null) {
      reader.close();
    }
  }
}
