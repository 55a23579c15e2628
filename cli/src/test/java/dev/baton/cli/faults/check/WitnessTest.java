package dev.baton.cli.faults.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class WitnessTest {
  @Test
  void aWholeFileIsRead() {
    Witness witness =
        Witness.parse(
            "load/work", 7, "work", 2, "start 100 3.9 50\nline 1 350\nline 2 600\nend 610 done\n");
    assertEquals(
        new Witness(
            "load/work",
            7,
            "work",
            2,
            "3.9",
            50,
            100,
            610,
            "done",
            List.of("line 1 350", "line 2 600")),
        witness);
  }

  @Test
  void aLineThatAKillCutOffDoesNotCount() {
    Witness witness = Witness.parse("load/work", 7, "work", 1, "start 100 3.9 0\nline 1 35");
    assertEquals(100, witness.lastMs());
    assertEquals(List.of(), witness.lines());
  }

  @Test
  void aFileWithoutAWholeStartIsNone() {
    assertNull(Witness.parse("load/work", 7, "work", 1, "start 100"));
  }
}
