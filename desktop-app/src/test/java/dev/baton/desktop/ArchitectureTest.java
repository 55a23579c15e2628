package dev.baton.desktop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.baton.desktop", importOptions = ArchitectureTest.MainOnly.class)
final class ArchitectureTest {
  /** ArchUnit's own option does not know the directory of the fast build. */
  static final class MainOnly implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }

  @ArchTest
  static final ArchRule viewModelsKnowNoSceneGraph =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Model")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "javafx.scene", "javafx.scene.control..", "javafx.scene.layout..", "javafx.stage..")
          .because("a view model is tested without a window; what it shows is for its view");

  @ArchTest
  static final ArchRule nobodyImportsTheShell =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.baton.desktop", "dev.baton.desktop.shell")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.baton.desktop.shell")
          .because("features reach each other through the desk; the shell wires them");

  @ArchTest
  static final ArchRule groundLayersKnowNoFeature =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.baton.desktop.theme",
              "dev.baton.desktop.i18n",
              "dev.baton.desktop.background",
              "dev.baton.desktop.settings",
              "dev.baton.desktop.widgets",
              "dev.baton.desktop.actions",
              "dev.baton.desktop.dock")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.baton.desktop.desk",
              "dev.baton.desktop.cluster",
              "dev.baton.desktop.connect",
              "dev.baton.desktop.explorer",
              "dev.baton.desktop.graph",
              "dev.baton.desktop.run",
              "dev.baton.desktop.runs",
              "dev.baton.desktop.job",
              "dev.baton.desktop.log",
              "dev.baton.desktop.rerun",
              "dev.baton.desktop.executors",
              "dev.baton.desktop.timeline",
              "dev.baton.desktop.charts")
          .because("what all features stand on must not stand on one of them");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .matching("dev.baton.desktop.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a cycle makes two features one");

  @ArchTest
  static final ArchRule onlyBackgroundMovesBetweenThreads =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.baton.desktop.background")
          .should()
          .callMethod(javafx.application.Platform.class, "runLater", Runnable.class)
          .because("BackgroundTasks and the EventPump bring things onto the FX thread");

  @ArchTest
  static final ArchRule onlyBackgroundStartsThreads =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.baton.desktop.background")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.concurrent.Executors")
          .because("BackgroundTasks runs what would block the window");
}
