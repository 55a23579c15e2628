package dev.baton.desktop.screen;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.ApplicationTest;

/**
 * Skips TestFX tests where JavaFX cannot lay out text, and says how to get them to run.
 *
 * <p>On Linux JavaFX draws every label through Pango, even without a display, and a bare server
 * image has no Pango. Without this condition each screen test would fail with an unsatisfied link
 * deep inside JavaFX. JUnit finds the condition by itself; it leaves other tests alone.
 */
public final class TextLayoutCondition implements ExecutionCondition {
  private static final String LIBRARY = "libpangoft2-1.0.so.0";

  /** Looks for the library once per JVM and tells the reader of the build once if it is absent. */
  private static final class Lookup {
    static final Optional<String> MISSING = whatIsMissing();

    @SuppressWarnings(
        "restricted") // Opening the library is the question itself; no symbol is called.
    private static Optional<String> whatIsMissing() {
      if (!System.getProperty("os.name").startsWith("Linux")) {
        return Optional.empty();
      }
      try (Arena arena = Arena.ofConfined()) {
        SymbolLookup.libraryLookup(LIBRARY, arena);
        return Optional.empty();
      } catch (IllegalArgumentException cannotBeLoaded) {
        String reason =
            LIBRARY
                + " cannot be loaded, so the screen tests are skipped;"
                + " on Debian or Ubuntu: apt-get install libpangoft2-1.0-0";
        System.out.println("[WARNING] " + reason);
        return Optional.of(reason);
      }
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    boolean drawsText = context.getTestClass().map(TextLayoutCondition::usesTestFx).orElse(false);
    if (!drawsText) {
      return ConditionEvaluationResult.enabled("draws no text");
    }
    return Lookup.MISSING
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled(LIBRARY + " is there"));
  }

  private static boolean usesTestFx(Class<?> testClass) {
    return ApplicationTest.class.isAssignableFrom(testClass)
        || AnnotationSupport.findRepeatableAnnotations(testClass, ExtendWith.class).stream()
            .flatMap(extendWith -> Arrays.stream(extendWith.value()))
            .anyMatch(ApplicationExtension.class::equals);
  }
}
