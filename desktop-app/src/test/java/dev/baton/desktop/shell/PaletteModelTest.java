package dev.baton.desktop.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PaletteModelTest {
  private static PaletteModel.Entry entry(String text, String blocked) {
    return new PaletteModel.Entry(text, "", null, blocked, () -> {});
  }

  private final PaletteModel model =
      new PaletteModel(() ->
          List.of(
              entry("Cancel Run", "select a run first"),
              entry("Trigger Run", ""),
              entry("weather/yearly-report", ""),
              entry("Runs", "")));

  private List<String> found(String query) {
    model.queryProperty().set(query);
    return model.entries().stream().map(PaletteModel.Entry::text).toList();
  }

  @Test
  void beginningsComeBeforeWordsAndBlockedActionsLast() {
    assertEquals(List.of("Runs", "Trigger Run", "Cancel Run"), found("run"));
  }

  @Test
  void lettersInOrderFindAName() {
    assertEquals(List.of("weather/yearly-report"), found("wyr"));
    assertEquals(List.of(), found("xyz"));
  }

  @Test
  void everythingIsThereBeforeAnythingIsTyped() {
    assertEquals(4, found("").size());
  }
}
