package io.moraine.spec.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Time, ids, randomness, waiting and threads come from {@code Environment}, so that a simulator can
 * run the real code from a seed.
 */
@AnalyzeClasses(packages = "io.moraine", importOptions = MainClasses.class)
class DeterminismTest {
  /** As {@code owner.method}; {@code <init>} is a constructor. */
  private static final Set<String> AMBIENT =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.Math.random",
          "java.lang.StrictMath.random",
          "java.lang.Thread.<init>",
          "java.lang.Thread.sleep",
          "java.lang.Thread.start",
          "java.security.SecureRandom.<init>",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.systemUTC",
          "java.time.ZoneId.systemDefault",
          "java.util.Date.<init>",
          "java.util.Random.<init>",
          "java.util.Timer.<init>",
          "java.util.TimeZone.getDefault",
          "java.util.UUID.randomUUID",
          "java.util.concurrent.ForkJoinPool.<init>",
          "java.util.concurrent.ForkJoinPool.commonPool",
          "java.util.concurrent.ScheduledThreadPoolExecutor.<init>",
          "java.util.concurrent.ThreadLocalRandom.current",
          "java.util.concurrent.ThreadPoolExecutor.<init>",
          "java.util.concurrent.TimeUnit.sleep",
          "java.util.random.RandomGenerator.getDefault",
          "java.util.random.RandomGenerator.of");

  /** As {@code owner.method(parameter types)}. */
  private static final Pattern AMBIENT_SIGNATURE =
      Pattern.compile(
          "java\\.util\\.concurrent\\.Executors\\..*"
              + "|java\\.util\\.concurrent\\.locks\\.LockSupport\\.park.*"
              + "|java\\.util\\.SplittableRandom\\.<init>\\(\\)"
              + "|java\\.util\\..*\\.parallel(Stream)?\\(\\)"
              // The current time, unless a clock is handed in.
              + "|java\\.time\\..*\\.now\\((?!java\\.time\\.Clock).*"
              // The common pool, unless an executor is handed in.
              + "|java\\.util\\.concurrent\\.CompletableFuture\\..*Async\\((?!.*Executor\\)).*");

  @ArchTest
  static final ArchRule nothingBelowTheCommandLineReadsTheWorldByItself =
      noClasses()
          .that()
          // JDBC's timeouts need a timer of the real world.
          .resideOutsideOfPackages(
              "io.moraine.cli..",
              "io.moraine.connector..",
              "io.moraine.jdbc..",
              "io.moraine.benchmark..")
          .and()
          .doNotHaveFullyQualifiedName("io.moraine.SystemEnvironment")
          .should()
          .accessTargetWhere(ambient())
          .because("these come from io.moraine.core.env.Environment")
          .allowEmptyShould(true);

  private static DescribedPredicate<JavaAccess<?>> ambient() {
    return DescribedPredicate.describe(
        "reads a clock, makes a random value, waits or starts a thread",
        access ->
            AMBIENT.contains(access.getTargetOwner().getFullName() + "." + access.getName())
                || AMBIENT_SIGNATURE.matcher(access.getTarget().getFullName()).matches());
  }
}
