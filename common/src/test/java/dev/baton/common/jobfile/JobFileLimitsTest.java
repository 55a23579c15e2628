package dev.baton.common.jobfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.job.JobSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobFileLimitsTest {
  /** Generous: the machine may be busy. A bomb that goes off takes hours. */
  private static final Duration SOON = Duration.ofSeconds(60);

  private static final String HEAD = "job: a/b\ntasks:\n";

  @Test
  void aFileThatIsTooLargeIsRefusedBeforeItIsParsed() {
    String large = "[".repeat(50 * 1024 * 1024);
    assertEquals("the file is larger than 5 MiB", message(large));
    assertEquals("the file is larger than 5 MiB", message("中".repeat(2 * 1024 * 1024)));
    Reading.Faulty faulty =
        assertInstanceOf(Reading.Faulty.class, JobFile.read(new byte[50 * 1024 * 1024]));
    assertEquals("the file is larger than 5 MiB", faulty.problems().get(0).message());
  }

  @Test
  void nestingIsStoppedEarly() {
    String fiveMillion = "[".repeat(5_000_000);
    assertTrue(message(fiveMillion).startsWith("lists and mappings stand more than 16 deep"));
    assertTrue(message("{\"a\":".repeat(1_000_000)).startsWith("lists and mappings stand more"));
    assertTrue(message("- ".repeat(2_000_000)).startsWith("lists and mappings stand more"));
    StringBuilder steps = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      steps.append(" ".repeat(i)).append("a:\n");
    }
    assertTrue(message(steps.toString()).startsWith("lists and mappings stand more"));
  }

  @Test
  void aliasBombsAreStoppedEarly() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String line = "a%d: &a%d [%s]%n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10));
      laughs.append(line);
    }
    assertTrue(message(laughs.toString()).startsWith("the file has more than 500000 values"));
    String long1 = "a: &a \"" + "x".repeat(100_000) + "\"\nb: [" + "*a, ".repeat(100) + "]\n";
    assertTrue(message(long1).startsWith("the file's texts, aliases written out"));
    assertTrue(message("a: &a [*a]\n").startsWith("there is no finished anchor 'a'"));
  }

  @Test
  void tenThousandTasksAreReadAndOneMoreIsNot() {
    StringBuilder text = new StringBuilder(HEAD);
    for (int i = 0; i < JobSpec.MAX_TASKS; i++) {
      text.append("  - {name: t").append(i).append(", shell: date");
      text.append(i == 0 ? "}\n" : ", after: [t" + (i - 1) + "]}\n");
    }
    Reading reading = read(text.toString());
    JobSpec job = assertInstanceOf(Reading.Defined.class, reading).job();
    assertEquals(JobSpec.MAX_TASKS, job.tasks().size());
    text.append("  - {name: more, shell: date}\n");
    assertEquals("the list has 10001 items; the limit is 10000", message(text.toString()));
  }

  @Test
  void aCycleOfTenThousandTasksIsNamedShortly() {
    StringBuilder text = new StringBuilder(HEAD);
    for (int i = 0; i < JobSpec.MAX_TASKS; i++) {
      int before = i == 0 ? JobSpec.MAX_TASKS - 1 : i - 1;
      text.append("  - {name: t%d, shell: date, after: [t%d]}%n".formatted(i, before));
    }
    assertEquals(
        "tasks wait for each other: t0 -> t1 -> t2 -> t3 -> t4 -> t5 -> t6 -> t7 -> t8 -> t9 -> …"
            + " -> t0",
        message(text.toString()));
  }

  @Test
  void longTextsAndListsAreRefusedOneByOne() {
    String script = "x".repeat(JobFileLimits.MAX_SCRIPT + 1);
    assertEquals(
        "the text is longer than 1048576 characters",
        message(HEAD + "  - {name: t, shell: " + script + "}"));
    String argv = "x, ".repeat(JobFileLimits.MAX_ARGV + 1);
    assertEquals(
        "the list has 1001 items; the limit is 1000",
        message(HEAD + "  - {name: t, command: [" + argv + "]}"));
    StringBuilder params = new StringBuilder();
    for (int i = 0; i <= JobFileLimits.MAX_ENTRIES; i++) {
      params.append("p").append(i).append(": x, ");
    }
    assertEquals(
        "there are more than 500 names here",
        message(HEAD + "  - {name: t, shell: x, params: {" + params + "}}"));
    String schedules = "  - {every: 1s}\n".repeat(JobSpec.MAX_SCHEDULES + 1);
    assertEquals(
        "the list has 101 items; the limit is 100",
        message("job: a/b\nschedules:\n" + schedules + "tasks: [{name: t, shell: x}]\n"));
  }

  @Test
  void fiveMebibytesOfOddTextEndSoon() {
    int full = JobFileLimits.MAX_FILE_BYTES - 100;
    for (String piece : List.of("- a\n", "|\n ", "x", " ")) {
      assertTrue(!message(piece.repeat(full / piece.length()) + "\na").isEmpty(), piece);
    }
    for (String piece : List.of("a: ", "\"", "'", "? ", "&a ", "# x\n", "{a: b},", "!a ", "*a ")) {
      assertTrue(!message(piece.repeat(full / 4 / piece.length())).isEmpty(), piece);
    }
  }

  private static String message(String text) {
    Reading.Faulty faulty = assertInstanceOf(Reading.Faulty.class, read(text));
    Problem first = faulty.problems().get(0);
    assertTrue(first.line() >= 1 && first.column() >= 1);
    return first.message();
  }

  private static Reading read(String text) {
    return assertTimeoutPreemptively(SOON, () -> JobFile.read(text));
  }
}
