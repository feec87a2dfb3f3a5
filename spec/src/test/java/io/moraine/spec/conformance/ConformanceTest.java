package io.moraine.spec.conformance;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Moraine reads the tables that others wrote, and refuses just those that FEATURES.md lists. */
class ConformanceTest {
  @TestFactory
  Stream<DynamicTest> eachTableGivesWhatItsWriterSays() {
    List<Corpora.Table> tables = Corpora.tables();
    if (tables.isEmpty()) {
      return Stream.of(
          dynamicTest(
              "tables of other writers",
              () ->
                  Assumptions.abort(
                      "The tables of other writers are not here: no INDEX.tsv in %s. Set -Dmoraine.corpora or MORAINE_CORPORA to their folder."
                          .formatted(Corpora.folder()))));
    }
    ConformanceRun run = new ConformanceRun();
    return Stream.concat(
            tables.stream().map(table -> dynamicTest(table.name(), () -> run.check(table))),
            Stream.of(dynamicTest("refused is what FEATURES.md lists", run::checkRefusals)))
        .onClose(run::close);
  }
}
