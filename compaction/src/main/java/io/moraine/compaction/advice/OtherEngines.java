package io.moraine.compaction.advice;

import io.moraine.log.action.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Advice on which engines refuse a table for its features.
 *
 * <p>What engines know is from their own sources, as of August 2026. Engines that know more since
 * refuse less than is said here.
 */
final class OtherEngines {
  /**
   * An engine.
   *
   * @param reads the features that it can read
   * @param writes the features that it can write
   */
  private record OtherEngine(String name, Set<String> reads, Set<String> writes) {}

  private static final List<OtherEngine> ENGINES =
      List.of(
          // crates/core/src/kernel/transaction/protocol.rs
          new OtherEngine(
              "delta-rs",
              Set.of(
                  "timestampNtz",
                  "deletionVectors",
                  "variantType",
                  "variantType-preview",
                  "v2Checkpoint",
                  "columnMapping"),
              Set.of(
                  "timestampNtz",
                  "deletionVectors",
                  "variantType",
                  "variantType-preview",
                  "v2Checkpoint",
                  "columnMapping",
                  "appendOnly",
                  "changeDataFeed",
                  "invariants",
                  "checkConstraints",
                  "generatedColumns")),
          // plugin/trino-delta-lake, the sets of supported reader and writer features
          new OtherEngine(
              "Trino",
              Set.of(
                  "columnMapping",
                  "timestampNtz",
                  "typeWidening",
                  "typeWidening-preview",
                  "deletionVectors",
                  "vacuumProtocolCheck",
                  "variantType",
                  "variantType-preview",
                  "v2Checkpoint"),
              Set.of(
                  "appendOnly",
                  "deletionVectors",
                  "invariants",
                  "checkConstraints",
                  "changeDataFeed",
                  "columnMapping",
                  "timestampNtz",
                  "vacuumProtocolCheck")));

  private OtherEngines() {}

  /** One note for each engine that refuses something. */
  static List<Advice> advice(Protocol protocol) {
    List<Advice> advice = new ArrayList<>();
    for (OtherEngine engine : ENGINES) {
      // Older protocols have only features that all of them know.
      Set<String> unread = lacking(protocol.readerFeatures(), engine.reads());
      Set<String> unwritten = lacking(protocol.writerFeatures(), engine.writes());
      if (!unread.isEmpty() || !unwritten.isEmpty()) {
        advice.add(note(engine, unread, unwritten));
      }
    }
    return advice;
  }

  private static Advice note(OtherEngine engine, Set<String> unread, Set<String> unwritten) {
    String problem =
        unread.isEmpty()
            ? "%s reads the table, but cannot write it: it has no %s"
                .formatted(engine.name(), String.join(", ", unwritten))
            : "%s can neither read nor write the table: to read it it has no %s"
                .formatted(engine.name(), String.join(", ", unread));
    // Whether a feature is worth more than an engine only people know.
    return new Advice(
            Severity.NOTE,
            Subject.OTHER_ENGINES,
            problem,
            Map.of("unreadFeatures", (long) unread.size()),
            Optional.empty())
        .with("unwrittenFeatures", unwritten.size());
  }

  private static Set<String> lacking(Collection<String> asked, Set<String> known) {
    Set<String> lacking = new TreeSet<>(asked);
    lacking.removeAll(known);
    return lacking;
  }
}
