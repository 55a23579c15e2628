package dev.baton.executor.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.RunId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Outputs, logs, variables and messages, without any process. */
class TaskFormatsTest {
  private final RecordingListener listener = new RecordingListener();

  private AttemptLog log(long cap) {
    return new AttemptLog(new AttemptId(new RunId(1), "a", 1), listener, cap);
  }

  private static void write(AttemptLog log, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    log.write(bytes, bytes.length);
  }

  @Test
  void outputLinesAndJsonAreUnderstood() throws Exception {
    assertEquals(Map.of("a", "1", "b", " 2=3"), TaskOutputs.parse("a=1\r\n\n b = 2=3\n"));
    assertEquals(Map.of("a", "", "b", "null"), TaskOutputs.parse(" {\"a\": \"\", \"b\": null}"));
    assertEquals(Map.of(), TaskOutputs.parse(""));
  }

  @Test
  void whatIsNoOutputIsRejectedWithItsPlace() {
    assertMessage("line 2 is not of the form key=value", "a=1\nb\n");
    assertMessage("line 1 is not of the form key=value", "=1\n");
    assertMessage("starts like JSON but is not", "{\"a\": 1");
    assertMessage("a key is empty", "{\"\": 1}");
  }

  private static void assertMessage(String part, String text) {
    String message =
        assertThrows(TaskOutputs.Rejected.class, () -> TaskOutputs.parse(text)).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void aLogIsCutOnceAndWhatFollowsIsCounted() {
    AttemptLog log = log(10);
    write(log, "0123456");
    write(log, "789ABC");
    write(log, "DEF\n");
    log.close();
    assertEquals(
        "0123456789\n"
            + "[baton] log cut here at 10 bytes; the task goes on, what it writes further is"
            + " counted but not kept\n"
            + "[baton] 7 bytes were left out of this log; the task wrote 17 in all\n",
        listener.log());
    assertEquals("0123456789ABCDEF", log.lastLine());
  }

  @Test
  void aLogOfExactlyTheCapIsNotCut() {
    AttemptLog log = log(4);
    write(log, "abc\n");
    log.close();
    assertEquals("abc\n", listener.log());
  }

  @Test
  void theLastLineIsFoundPastBlanksAndControlCharacters() {
    AttemptLog log = log(0);
    write(log, "x".repeat(5_000) + "\nfirst\nError: \u001b[31mred\u001b[0m\r\n\n  \n");
    assertEquals("Error: [31mred[0m", log.lastLine());
    write(log, "y".repeat(5_000));
    assertEquals(301, log.lastLine().length());
  }

  @Test
  void namesBecomeVariables() {
    assertEquals("BATON_PARAM_OUT_DIR", TaskEnvironment.variableName("BATON_PARAM_", "out-dir"));
    assertEquals(
        "BATON_INPUT_EXTRACT_ROWS", TaskEnvironment.variableName("BATON_INPUT_", "extract.rows"));
    assertEquals("BATON_PARAM___", TaskEnvironment.variableName("BATON_PARAM_", "天气"));
  }

  @Test
  void templatesFillInAndEncodeInAddresses() throws Exception {
    Templates templates =
        new Templates(
            Orders.shell("")
                .params(Map.of("base", "http://a:1/b", "q", "x y/z"))
                .inputs(Map.of("t.k.k", "$1\\"))
                .order());
    assertEquals("http://a:1/b/x%20y%2Fz", templates.fillUrl("${params.base}/${params.q}"));
    assertEquals("-$1\\-", templates.fill("the body", "-${inputs.t.k.k}-"));
    assertEquals("${other} $x", templates.fill("the body", "${other} $x"));
    assertThrows(StartFailure.class, () -> templates.fill("the body", "${params.none}"));
  }

  @Test
  void exitCodesAreNamed() {
    assertEquals("exit code 3", ExitCodes.message(3, ""));
    assertEquals("exit code 143 (ended by signal 15, SIGTERM): x", ExitCodes.message(143, "x"));
    assertTrue(ExitCodes.message(137, "").contains("out of memory"));
    assertEquals("exit code 255", ExitCodes.message(255, ""));
  }
}
