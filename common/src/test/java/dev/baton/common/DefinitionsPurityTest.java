package dev.baton.common;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.baton.common.schedule.CronDescription;

/** Schedules, graphs and job files run inside the coordinator core, or feed it. */
@AnalyzeClasses(
    packages = {
      "dev.baton.common.job",
      "dev.baton.common.schedule",
      "dev.baton.common.graph",
      "dev.baton.common.jobfile",
      "dev.baton.common.text"
    },
    importOptions = DefinitionsPurityTest.WithoutTests.class)
class DefinitionsPurityTest {
  /** The library's own option does not know the folder of a build with {@code -Dfast}. */
  static final class WithoutTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }

  private static final DescribedPredicate<JavaAccess<?>> READS_A_CLOCK =
      describe(
          "reads a clock",
          access ->
              access.getTargetOwner().getName().startsWith("java.time.")
                      && access.getTarget().getName().equals("now")
                  || access.getTargetOwner().getName().equals("java.lang.System")
                      && !access.getTarget().getName().equals("arraycopy"));

  @ArchTest
  static final ArchRule noClock =
      noClasses()
          .should()
          .accessTargetWhere(READS_A_CLOCK)
          .because("the same question must give the same answer: time is an argument");

  @ArchTest
  static final ArchRule noHiddenOrder =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.util\\.(HashMap|HashSet|IdentityHashMap|Random|UUID)")
          .because("order must not differ between processes: use TreeMap, TreeSet or a list");

  @ArchTest
  static final ArchRule noOutsideWorld =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.(io\\.File.*|nio\\.file\\..*|net\\.(Socket|URL|http\\..*))")
          .because("reading files is the caller's part");

  @ArchTest
  static final ArchRule cronLibraryOnlyForWords =
      noClasses()
          .that()
          .doNotBelongToAnyOf(CronDescription.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.cronutils..")
          .because("fire times are our own; the library puts expressions into words");
}
