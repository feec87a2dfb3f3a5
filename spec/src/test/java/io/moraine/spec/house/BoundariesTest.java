package io.moraine.spec.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A library that is not ours stays behind one package, so that it can be replaced there. */
@AnalyzeClasses(packages = "io.moraine", importOptions = MainClasses.class)
class BoundariesTest {
  @ArchTest
  static final ArchRule parquetStaysBehindItsPackage =
      onlyIn("io.moraine.core.parquet..", "org.apache.parquet..", "shaded.parquet..");

  @ArchTest
  static final ArchRule codecsStayBehindParquet =
      onlyIn("io.moraine.core.parquet..", "com.github.luben..", "org.xerial..", "net.jpountz..");

  @ArchTest
  static final ArchRule jacksonStaysBehindItsPackage =
      onlyIn("io.moraine.core.json..", "tools.jackson..");

  @ArchTest
  static final ArchRule bitmapsStayBehindDeletionVectors =
      onlyIn("io.moraine.log.deletionvector..", "org.roaringbitmap..");

  @ArchTest
  static final ArchRule argumentParsingStaysInTheCommandLine =
      onlyIn("io.moraine.cli..", "picocli..");

  @ArchTest
  static final ArchRule hadoopIsUsedNowhere =
      onlyIn("io.moraine.storage.hadoop..", "org.apache.hadoop..");

  @ArchTest
  static final ArchRule amazonsSdkIsUsedByItsStoreAlone =
      onlyIn("io.moraine.storage.s3..", "software.amazon..");

  @ArchTest
  static final ArchRule azuresSdkIsUsedByItsStoreAlone =
      onlyIn("io.moraine.storage.azure..", "com.azure..");

  private static ArchRule onlyIn(String ours, String... theirs) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(ours)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(theirs)
        .because("only %s may know this library".formatted(ours))
        .allowEmptyShould(true);
  }
}
