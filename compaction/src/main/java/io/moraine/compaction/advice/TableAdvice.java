package io.moraine.compaction.advice;

import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds what could be better about a table. */
public final class TableAdvice {
  private TableAdvice() {}

  /**
   * Advice on {@code snapshot}, the worst first; none for a table in good order. Reads the log
   * alone.
   *
   * @param nowMillis the time, in milliseconds since 1970-01-01T00:00Z
   * @param name of the table on the command line, which the commands have
   * @throws io.moraine.core.error.InvalidInputException if a property of the table is malformed
   */
  public static List<Advice> of(Snapshot snapshot, long nowMillis, String name) {
    Mends mends = new Mends(name);
    List<Advice> advice = new ArrayList<>();
    advice.addAll(new FileSizes(snapshot, mends).advice());
    advice.addAll(new RowsInFiles(snapshot, mends).advice());
    advice.addAll(new KnownColumns(snapshot, mends).advice());
    advice.addAll(new LogUpkeep(snapshot, mends, nowMillis).advice());
    advice.addAll(OtherEngines.advice(snapshot.protocol()));
    advice.sort(Comparator.comparing(Advice::severity).thenComparing(Advice::subject));
    return List.copyOf(advice);
  }
}
