package io.moraine.property.mutant;

import io.moraine.property.mutant.Alteration.DoesNothing;
import io.moraine.property.mutant.Alteration.IsEmpty;
import io.moraine.property.mutant.Alteration.IsItself;
import io.moraine.property.mutant.Alteration.IsTrue;
import io.moraine.property.mutant.Alteration.Negated;
import io.moraine.property.mutant.Alteration.Skips;
import java.util.List;

/** Mistakes that a table's code might well have. */
final class Mutants {
  private Mutants() {}

  private static Mutant of(String name, String type, String method, Alteration alteration) {
    return new Mutant(name, type, method, alteration);
  }

  /** Of who may commit after whom. */
  static List<Mutant> conflicts() {
    String checker = "log.txn.ConflictChecker";
    String winner = "log.txn.WinningCommit";
    String reads = "log.txn.ReadSet";
    return List.of(
        of("files that others added are no conflict", checker, "checkAdded", new DoesNothing()),
        of("files that were read may go", checker, "checkRemovedThatWereRead", new DoesNothing()),
        of("two may remove one file", checker, "checkRemovedTwice", new DoesNothing()),
        of("winners are not looked at", "log.txn.CommitLoop", "follow", new DoesNothing()),
        of("every append counts as blind", winner, "isBlindAppend", new IsTrue()),
        of("every commit only rearranges", winner, "onlyRearranges", new IsTrue()),
        of("no added file matches", "log.txn.FileMatcher", "mayMatch", new DoesNothing()),
        of("conditions are not recorded", reads, "addPredicate", new DoesNothing()),
        of("files that were read are not recorded", reads, "addFile", new DoesNothing()),
        of("all statements decide row by row", reads, "rowByRow", new IsTrue()),
        of("reading nothing is assumed", reads, "isBlind", new IsTrue()),
        of(
            "deleted rows are not joined",
            "log.deletionvector.DeletionVector",
            "or",
            new IsItself()),
        of("the winner's marks are left", "log.txn.RowLevelRebase", "removed", new Skips("add")));
  }

  /** Of what a commit says. */
  static List<Mutant> commits() {
    return List.of(
        of(
            "another's commit counts as ours",
            "log.commit.VersionPut",
            "lambda$resolve$0",
            new Negated(0)),
        of("rows get no ids", "log.txn.RowIds", "rewrite", new DoesNothing()),
        of("row ids begin anew", "log.txn.RowIds", "highWaterMark", new DoesNothing()),
        of("times may stand still", "log.txn.CommitTimestamps", "last", new DoesNothing()),
        of("commits have no times", "log.txn.CommitTimestamps", "rewrite", new DoesNothing()));
  }

  /** Mistakes that do no harm by themselves, as something else stands in for what they break. */
  static List<Mutant> guarded() {
    return List.of(
        of("an own commit is not known by its id", "log.commit.CommitId", "of", new IsEmpty()),
        of(
            "an answer in doubt counts as lost",
            "log.commit.VersionPut",
            "putUntilKnown",
            new Negated(2)),
        of("marked files keep tight bounds", "log.stats.WideBounds", "of", new DoesNothing()),
        of("winners cannot be read", "log.commit.FileSystemCommitter", "load", new IsEmpty()));
  }

  /** Of how a state is made of a log. */
  static List<Mutant> states() {
    return List.of(
        of(
            "files of checkpoints are not found",
            "log.state.ColumnBlock",
            "find",
            new DoesNothing()),
        of("files of commits are not found", "log.state.ActionBlock", "find", new DoesNothing()),
        of("removed files stay", "log.state.LivePart", "without", new IsItself()),
        of("no file is found by its hash", "log.state.FileKeys", "mayContain", new DoesNothing()),
        of("added files are not there", "log.state.FileKeys", "added", new IsEmpty()),
        of(
            "domains are forgotten",
            "log.replay.GatheredActions",
            "domainMetadata",
            new DoesNothing()),
        of("metadata stays as it was", "log.replay.GatheredActions", "metadata", new DoesNothing()),
        of(
            "snapshots are not brought up to date",
            "log.snapshot.TableLog",
            "update",
            new DoesNothing()),
        of(
            "deleted rows are live",
            "log.deletionvector.DeletionVector",
            "contains",
            new DoesNothing()));
  }

  /** Of what statements do. */
  static List<Mutant> statements() {
    String removal = "engine.dml.RowRemoval";
    return List.of(
        of("rows that stay are not copied", removal, "copy", new DoesNothing()),
        of(
            "copies do not leave out rows",
            "engine.dml.RowPositions",
            "selectOthers",
            new Negated(1)),
        of("marks forget those before", removal, "mark", new Skips("or")),
        of("old files stay", removal, "left", new IsEmpty()),
        of("marked files are lost", removal, "marked", new IsEmpty()),
        of("unmarked files stay", removal, "unmarked", new IsEmpty()),
        of("changes are not told of", "engine.dml.ChangeExecutor", "record", new IsEmpty()),
        of("reads are not recorded", "engine.dml.ChangeExecutor", "recordReads", new DoesNothing()),
        of("rows lose their ids", "engine.dml.ChangedRows", "withIds", new DoesNothing()));
  }
}
