package dev.baton.executor.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

@AnalyzeClasses(
    packages = "dev.baton.executor.core",
    importOptions = ImportOption.DoNotIncludeTests.class)
class CorePurityTest {
  private static final Set<String> UNORDERED_OR_RANDOM =
      Set.of(
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.IdentityHashMap",
          "java.util.Random",
          "java.util.UUID",
          "java.lang.Thread");

  private static final DescribedPredicate<JavaClass> FOREIGN =
      describe(
          "anything but plain values and collections",
          c ->
              !c.isPrimitive()
                  && !c.isArray()
                  && !Set.of("java.lang", "java.lang.invoke", "java.lang.runtime", "java.util")
                      .contains(c.getPackageName())
                  && !c.getPackageName().startsWith("java.util.function")
                  && !c.getPackageName().startsWith("java.util.stream")
                  && !c.getPackageName().equals("java.time")
                  && !c.getPackageName().startsWith("dev.baton.common.")
                  && !c.getPackageName().equals("dev.baton.executor.core"));

  private static final DescribedPredicate<JavaAccess<?>> READS_A_CLOCK_OR_HAS_NO_ORDER =
      describe(
          "reads a clock, or makes a collection without an order",
          access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            return (owner.startsWith("java.time.") && name.equals("now"))
                || (owner.equals("java.lang.System") && !name.equals("arraycopy"))
                || (owner.equals("java.lang.Math") && name.equals("random"))
                || ((owner.equals("java.util.Set") || owner.equals("java.util.Map"))
                    && (name.equals("of") || name.equals("copyOf") || name.equals("ofEntries")));
          });

  @ArchTest
  static final ArchRule isPlain =
      noClasses()
          .should()
          .dependOnClassesThat(FOREIGN)
          .because("the core runs in the simulation: ask the shell for I/O through an effect");

  @ArchTest
  static final ArchRule isOrdered =
      noClasses()
          .should()
          .dependOnClassesThat(
              describe(
                  "without an order, or random", c -> UNORDERED_OR_RANDOM.contains(c.getName())))
          .because("the same seed must give the same trace: use TreeMap, TreeSet or a list");

  @ArchTest
  static final ArchRule readsNoClock =
      noClasses()
          .should()
          .accessTargetWhere(READS_A_CLOCK_OR_HAS_NO_ORDER)
          .because("time is an argument, and order must not leak: use Now, TreeMap, TreeSet");
}
