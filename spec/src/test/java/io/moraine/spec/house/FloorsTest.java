package io.moraine.spec.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Each floor uses only those below it. */
@AnalyzeClasses(packages = "io.moraine", importOptions = MainClasses.class)
class FloorsTest {
  @ArchTest
  static final ArchRule floorsUseOnlyWhatIsBelowThem =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.moraine..")
          .withOptionalLayers(true)
          .layer("core")
          .definedBy("io.moraine.core..")
          .layer("storage")
          .definedBy("io.moraine.storage..")
          .layer("log")
          .definedBy("io.moraine.log..")
          .layer("reader")
          .definedBy("io.moraine.reader..")
          .layer("engine")
          .definedBy("io.moraine.engine..")
          .layer("compaction")
          .definedBy("io.moraine.compaction..")
          .layer("api")
          .definedBy("io.moraine")
          .layer("jdbc")
          .definedBy("io.moraine.jdbc..")
          .layer("cli")
          .definedBy("io.moraine.cli..")
          .whereLayer("core")
          .mayNotAccessAnyLayer()
          .whereLayer("storage")
          .mayOnlyAccessLayers("core")
          .whereLayer("log")
          .mayOnlyAccessLayers("core")
          .whereLayer("reader")
          .mayOnlyAccessLayers("core", "log")
          .whereLayer("engine")
          .mayOnlyAccessLayers("core", "log", "reader")
          .whereLayer("compaction")
          .mayOnlyAccessLayers("core", "log", "reader")
          .whereLayer("api")
          .mayOnlyAccessLayers("core", "log", "reader", "engine", "compaction")
          .whereLayer("jdbc")
          .mayOnlyAccessLayers("core", "engine", "api")
          .whereLayer("cli")
          .mayOnlyAccessLayers("core", "log", "reader", "engine", "compaction", "api")
          .because("a module uses only the floors below it");

  @ArchTest
  static final ArchRule everyClassLivesOnAFloor =
      classes()
          .should()
          .resideInAnyPackage(
              "io.moraine",
              "io.moraine.core..",
              "io.moraine.storage..",
              "io.moraine.log..",
              "io.moraine.reader..",
              "io.moraine.engine..",
              "io.moraine.compaction..",
              "io.moraine.jdbc..",
              "io.moraine.cli..")
          .because("a package without a floor escapes the rules");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .matching("io.moraine.(**)")
          .should()
          .beFreeOfCycles()
          .because("a package that needs a neighbour which needs it cannot be read alone");
}
