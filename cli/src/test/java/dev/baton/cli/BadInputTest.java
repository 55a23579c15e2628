package dev.baton.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.cli.client.ExitCodes;
import dev.baton.common.api.client.BatonClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in files and tasks, as a user of the command line meets it. */
@Timeout(120)
class BadInputTest {
  private static final String ADVICE =
      "baton: no job was changed. Correct what is listed and apply the files again.\n";

  @TempDir private static Path folder;
  private static RealCluster cluster;

  /** Started first and looked at last, because it takes the grace of ten seconds. */
  private static long deafRun;

  @BeforeAll
  static void start() throws Exception {
    cluster = new RealCluster(folder);
    cluster.addExecutor("e1", "default");
    deafRun =
        trigger(
            "deaf", "shell: \"trap '' TERM; echo deaf; while :; do sleep 1; done\", timeout: 1s");
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  private static Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), text);
  }

  /** Applies a job of one task and starts it. */
  private static long trigger(String name, String task) throws IOException {
    Path file = write(name, "job: odd/" + name + "\ntasks: [{name: a, " + task + "}]\n");
    Spoken applied = cluster.baton("job", "apply", "-f", file.toString());
    assertEquals(ExitCodes.OK, applied.code(), applied.err());
    Spoken triggered = cluster.baton("run", "trigger", "odd/" + name);
    Matcher number = Pattern.compile("Run (\\d+) was accepted").matcher(triggered.out());
    assertTrue(number.find(), triggered.out() + triggered.err());
    return Long.parseLong(number.group(1));
  }

  private static void assertRefused(String name, String text, String expected) throws IOException {
    Path file = write(name, text);
    Spoken refused = cluster.baton("job", "apply", "-f", file.toString());
    assertEquals(file + ": " + expected + "\n" + ADVICE, refused.err());
    assertEquals(ExitCodes.REFUSED, refused.code());
    assertEquals("", refused.out());
  }

  @Test
  void aWrongFileIsRefusedWithThePlaceAndTheWayOut() throws IOException {
    String task = "\ntasks: [{name: a, shell: echo}]\n";
    assertRefused(
        "cron",
        "job: bad/cron\nschedules: [{cron: \"0 61 * * * ?\"}]" + task,
        "line 2, column 23: in the field for the minute ('61'): 61 is not between 0 and 59; use 0"
            + " to 59");
    assertRefused(
        "zone",
        "job: bad/zone\nschedules: [{cron: \"0 0 * * * ?\", zone: Asia/Shanghia}]" + task,
        "line 2, column 41: there is no time zone 'Asia/Shanghia'; did you mean Asia/Shanghai?");
    assertRefused(
        "kind",
        "job: bad/kind\ntasks: [{name: a, pyton: print(1)}]\n",
        "line 2, column 19: unknown task kind 'pyton'; did you mean 'python'?");
    assertRefused(
        "cycle",
        """
        job: bad/cycle
        tasks:
          - {name: a, shell: echo, after: [c]}
          - {name: b, shell: echo, after: [a]}
          - {name: c, shell: echo, after: [b]}
        """,
        "line 3, column 36: tasks wait for each other: a -> b -> c -> a; take one of them out of an"
            + " 'after'");
    assertRefused(
        "empty", "", "line 1, column 1: the file is empty; write a job: at least job and tasks");
    assertRefused(
        "two",
        "job: bad/two" + task + "---\njob: bad/three" + task,
        "line 3, column 1: a second document begins here; write one job per file, without '---'"
            + " between");
    assertRefused(
        "double",
        "job: bad/double" + task + "job: bad/again\n",
        "line 3, column 1: the field 'job' stands here twice; keep one of them");
    assertRefused(
        "name",
        "job: bad/" + "n".repeat(1024 * 1024) + task,
        "line 1, column 6: the text is longer than 257 characters");
    assertRefused(
        "bomb",
        bomb(),
        "line 6, column 8: the file has more than 500000 values,"
            + " aliases written out; split the job");
    assertEquals("There are no jobs.\n", cluster.baton("job", "list", "--namespace", "bad").out());
  }

  private static String bomb() {
    StringBuilder text = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c < 'j'; c++) {
      String one = "*" + (char) (c - 1);
      text.append(c + ": &" + c + " [" + (one + ",").repeat(11) + one + "]\n");
    }
    return text + "job: *i\n";
  }

  @Test
  void aFileThatIsNoTextOrTooLargeOrNoneIsNotSent() throws IOException {
    Path utf16 = folder.resolve("utf16.yaml");
    Files.write(utf16, "job: bad/x".getBytes(StandardCharsets.UTF_16));
    assertNotSent(utf16, utf16 + " is not UTF-8 text. Save it as UTF-8.");
    Path huge = folder.resolve("huge.yaml");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(50L * 1024 * 1024);
    }
    assertNotSent(
        huge,
        huge
            + " is larger than the 5242880 bytes that a job file may have. Move data and scripts"
            + " into files of their own.");
    assertNotSent(
        folder.resolve("none.yaml"), "There is no file " + folder.resolve("none.yaml") + ".");
    assertEquals(ExitCodes.USAGE, cluster.baton("job", "apply", "-f", folder.toString()).code());
  }

  private static void assertNotSent(Path file, String expected) {
    Spoken refused = cluster.baton("job", "apply", "-f", file.toString());
    assertEquals("baton: " + expected + "\n", refused.err());
    assertEquals(ExitCodes.USAGE, refused.code());
  }

  @Test
  void tenThousandTasksAreStoredAndOneMoreIsNot() throws IOException {
    Path most = write("most", many(10_000));
    assertEquals(
        "big/many stands in version 1.\n",
        cluster.baton("job", "apply", "-f", most.toString()).out());
    assertRefused(
        "beyond", many(10_001), "line 2, column 8: the list has 10001 items; the limit is 10000");
  }

  private static String many(int tasks) {
    return IntStream.range(0, tasks)
        .mapToObj(i -> "{name: t" + i + ", shell: 'true'}")
        .collect(Collectors.joining(",\n", "job: big/many\ntasks: [", "]\n"));
  }

  @Test
  void aRunThatNobodyCanTakeWaitsAndSaysForWhatAndRunsWhenThatComes() throws Exception {
    long run = trigger("nogroup", "shell: echo done, executors: {group: gpu}");
    String why = cluster.baton("run", "explain", Long.toString(run)).out();
    assertTrue(
        why.contains("no executor of group gpu is known  start an executor with --group gpu"), why);
    cluster.addExecutor("e2", "gpu");
    Spoken logs = cluster.baton("run", "logs", Long.toString(run), "-f");
    assertEquals("a | done\n", logs.out(), logs.err());
  }

  @Test
  void aMissingInterpreterOrHandlerLetsTheRunWaitAndIsNamed() throws IOException {
    long script = trigger("script", "script: x, interpreter: [ruby99]");
    String why = cluster.baton("run", "explain", Long.toString(script)).out();
    assertTrue(why.contains("e1: it has no interpreter ruby99"), why);
    long handler = trigger("handler", "java: com.example.None");
    String whyNot = cluster.baton("run", "explain", Long.toString(handler)).out();
    assertTrue(whyNot.contains("e1: it has no handler com.example.None"), whyNot);
  }

  @Test
  void aMissingProgramFailsTheTaskWithItsName() throws IOException {
    long run = trigger("program", "command: [nosuchprogram, x]");
    Spoken logs = cluster.baton("run", "logs", Long.toString(run), "-f");
    assertTrue(logs.out().startsWith("a | [baton] 'nosuchprogram' is not on this executor"));
    assertTrue(logs.out().contains("Install it there"), logs.out());
    assertTrue(cluster.baton("run", "get", Long.toString(run)).out().contains("FAILED"));
  }

  @Test
  void aLogThatIsTooLongIsCutVisiblyAndTheTaskGoesOn() throws IOException {
    long run = trigger("flood", "shell: yes " + "x".repeat(999) + " | head -c 20000000");
    String log = cluster.baton("run", "logs", Long.toString(run), "-f").out();
    assertTrue(log.length() < 17 * 1024 * 1024, log.length() + " characters");
    assertTrue(log.contains("[baton] log cut here at 16711680 bytes; the task goes on"));
    assertTrue(
        log.endsWith(
            "3288320 bytes were left out of this log; the task wrote 20000000 in" + " all\n"),
        log.substring(log.length() - 500));
    assertTrue(cluster.baton("run", "get", Long.toString(run)).out().contains("SUCCEEDED"));
  }

  @Test
  void binaryOutputIsKeptByteForByte() throws Exception {
    long run = trigger("binary", "shell: 'printf \"\\377\\000\\200\\033[2Jend\\n\"'");
    Spoken shown = cluster.baton("run", "logs", Long.toString(run), "-f");
    assertEquals(ExitCodes.OK, shown.code(), shown.err());
    assertTrue(shown.out().endsWith("end\n"), shown.out());
    try (BatonClient client = cluster.client()) {
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      expected.writeBytes(new byte[] {(byte) 0xff, 0, (byte) 0x80, 0x1b});
      expected.writeBytes("[2Jend\n".getBytes(StandardCharsets.US_ASCII));
      assertArrayEquals(expected.toByteArray(), client.log(run, "a", 1, 0, 1_000, 0).bytes());
    }
  }

  @Test
  void aTaskThatIgnoresSigtermIsKilledAfterItsGraceAndTheLogSaysSo() {
    Spoken logs = cluster.baton("run", "logs", Long.toString(deafRun), "-f");
    assertEquals(
        "a | deaf\na | [baton] killed, for it did not end when it was asked to: ran longer than its"
            + " time-out of 1s\n",
        logs.out(),
        logs.err());
    String shown = cluster.baton("run", "get", Long.toString(deafRun)).out();
    assertTrue(shown.contains("TIMED_OUT"), shown);
  }

  @Test
  void whatIsNotThereIsNamed() throws IOException {
    String ended = Long.toString(trigger("ended", "shell: 'true'"));
    assertEquals(ExitCodes.OK, cluster.baton("run", "logs", ended, "-f").code());
    assertRefusal("There is no job odd/none.", "run", "trigger", "odd/none");
    assertRefusal("There is no run 99999.", "run", "get", "99999");
    assertRefusal("There is no run 99999.", "run", "rerun", "99999");
    assertRefusal(
        "This rerun is not possible: the job has no task 'nosuch'; name one of its tasks.",
        "run",
        "rerun",
        ended,
        "--preview",
        "--task",
        "nosuch");
    assertRefusal("No executor named nosuch has ever joined.", "executor", "cordon", "nosuch");
    assertFalse(cluster.baton("run", "list").out().contains("odd/none"));
  }

  private static void assertRefusal(String expected, String... words) {
    Spoken refused = cluster.baton(words);
    assertEquals("baton: " + expected + "\n", refused.err());
    assertEquals(ExitCodes.REFUSED, refused.code());
  }
}
