package dev.baton.executor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.baton.executor",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  @ArchTest
  static final ArchRule onlyTheShellKnowsTheCore =
      noClasses()
          .that()
          .resideOutsideOfPackages("..executor.core..", "..executor.shell..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..executor.core..")
          .because("inputs and effects are the shell's business: pass plain values to it");

  @ArchTest
  static final ArchRule tasksKnowNothingOfTheCluster =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..executor.task..", "..executor.guard..", "..executor.handler..", "..executor.api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..executor.link..",
              "..executor.journal..",
              "..executor.registry..",
              "..executor.home..",
              "..executor.shell..",
              "..executor.start..",
              "..executor.embed..")
          .because("what comes of an attempt is said to its TaskListener");

  @ArchTest
  static final ArchRule onlyTheRegistryKnowsZooKeeper =
      noClasses()
          .that()
          .resideOutsideOfPackage("..executor.registry..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.curator..", "org.apache.zookeeper..")
          .because("everything must work without it: use ZooKeeperRegistry.Listener");

  @ArchTest
  static final ArchRule handlersSeeNothingButTheJdk =
      noClasses()
          .that()
          .resideInAPackage("..executor.api..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("java..", "..executor.api..")
          .because("handler jars share this package alone with the executor");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .matching("dev.baton.executor.(*)..")
          .should()
          .beFreeOfCycles()
          .because("each package can be read and tested alone");
}
