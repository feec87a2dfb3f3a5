package io.moraine.reader.changes;

import io.moraine.log.action.AddFile;
import io.moraine.log.changes.FileChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns that are the same in all changed rows of a file, in the form of partition values: the
 * table's own, the version and its time, and what happened where that is the same for all.
 *
 * @param names of the columns
 * @param file with their values
 */
record ConstantColumns(List<String> names, AddFile file) {
  static ConstantColumns of(ScanChange change) {
    FileChange.Kind kind = change.change().kind();
    AddFile file = change.change().file();
    List<String> names = new ArrayList<>(change.partitionColumns());
    Map<String, @Nullable String> values = new LinkedHashMap<>(file.partitionValues());
    names.add(ChangeColumns.VERSION.name());
    values.put(ChangeColumns.VERSION.name(), Long.toString(change.version()));
    names.add(ChangeColumns.TIMESTAMP.name());
    values.put(
        ChangeColumns.TIMESTAMP.name(), Instant.ofEpochMilli(change.timestampMillis()).toString());
    if (kind != FileChange.Kind.RECORDED) {
      names.add(ChangeColumns.TYPE.name());
      values.put(ChangeColumns.TYPE.name(), kind.name().toLowerCase(Locale.ROOT));
    }
    AddFile withAll =
        AddFile.of(file.path(), values, file.size(), file.modificationTime())
            .withStats(file.stats());
    return new ConstantColumns(List.copyOf(names), withAll);
  }
}
