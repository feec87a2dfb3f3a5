package io.moraine.cli;

import io.moraine.DataFile;
import io.moraine.TableSnapshot;
import java.util.ArrayList;
import java.util.List;

/** What could be better about a table's files, in a line. */
final class Health {
  private static final long SMALL_BYTES = 16L << 20;
  private static final int FEW = 4;

  private Health() {}

  static String of(TableSnapshot snapshot) {
    List<DataFile> files = snapshot.files();
    List<String> findings = new ArrayList<>();
    long small = files.stream().filter(file -> file.sizeBytes() < SMALL_BYTES).count();
    if (small > FEW) {
      findings.add(
          "%,d of %,d files are smaller than %s: optimize joins them"
              .formatted(small, files.size(), Sizes.bytes(SMALL_BYTES)));
    }
    long without = files.stream().filter(file -> file.rowCount().isEmpty()).count();
    if (without > 0) {
      findings.add("%,d files have no statistics: no query can leave them out".formatted(without));
    }
    return findings.isEmpty() ? "good" : String.join("; ", findings);
  }
}
