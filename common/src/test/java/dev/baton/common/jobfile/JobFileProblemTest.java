package dev.baton.common.jobfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobFileProblemTest {
  @Test
  void aWrongCronPointsIntoTheExpression() {
    assertProblems(
        """
        job: a/b
        schedules:
          - cron: "0 0 25 * * ?"
          - cron: 0 0 0 30 2 ?
          - cron: "*/5 * * * *"
        tasks: [{name: t, shell: date}]
        """,
        "3:16 schedules[0].cron: in the field for the hour ('25'): 25 is not between 0 and 23"
            + " (use 0 to 23)",
        "4:11 schedules[1].cron: this cron expression never fires: no such day comes"
            + " (check day and month)",
        "5:12 schedules[2].cron: this has five fields, but seconds come first:"
            + " second minute hour day month weekday [year]"
            + " (put the seconds first: \"0 */5 * * * ?\")");
  }

  @Test
  void anUnknownZoneGetsTheNearestName() {
    assertProblems(
        """
        job: a/b
        schedules:
          - {cron: 0 0 0 * * ?, zone: Asia/Shangai}
        tasks: [{name: t, shell: date}]
        """,
        "3:31 schedules[0].zone: there is no time zone 'Asia/Shangai'"
            + " (did you mean Asia/Shanghai?)");
  }

  @Test
  void anUnknownTaskKindIsNamed() {
    assertProblems(
        """
        job: a/b
        tasks:
          - name: one
            shel: date
          - name: two
            docker: run
          - name: three
        """,
        "4:5 tasks[0].shel: unknown task kind 'shel' (did you mean 'shell'?)",
        "6:5 tasks[1].docker: unknown task kind 'docker'"
            + " (use one of shell, command, python, script, http, java)",
        "7:5 tasks[2]: the task does nothing"
            + " (give it one of shell, command, python, script, http, java)");
  }

  @Test
  void aCycleIsNamedWhereItCloses() {
    assertProblems(
        """
        job: a/b
        tasks:
          - {name: a, shell: date, after: [c]}
          - {name: b, shell: date, after: [a]}
          - {name: c, shell: date, after: [b]}
          - {name: alone, shell: date, after: [alone]}
        """,
        "3:36 tasks[0].after[0]: tasks wait for each other: a -> b -> c -> a"
            + " (take one of them out of an 'after')");
    assertProblems(
        """
        job: a/b
        tasks:
          - {name: alone, shell: date, after: [alone]}
        """,
        "3:40 tasks[0].after[0]: tasks wait for each other: alone -> alone"
            + " (take one of them out of an 'after')");
  }

  @Test
  void unknownAndDoubledTasksAreFound() {
    assertProblems(
        """
        job: a/b
        tasks:
          - {name: extract, shell: date}
          - {name: report, shell: date, after: [extrakt, extract, extract]}
          - {name: report, shell: date}
        """,
        "4:41 tasks[1].after[0]: there is no task 'extrakt' (did you mean 'extract'?)",
        "4:59 tasks[1].after[2]: 'extract' stands in 'after' twice (keep one of them)",
        "5:12 tasks[2].name: two tasks are named 'report', the other stands in line 4"
            + " (give each task of the job a name of its own)");
  }

  @Test
  void twoActionsOnOneTaskAreRefused() {
    assertProblems(
        """
        job: a/b
        tasks:
          - name: t
            shell: date
            python: print(1)
        """,
        "3:5 tasks[0]: the task does 2 things: shell, python"
            + " (keep one, or make two tasks, the second with 'after' the first)");
  }

  @Test
  void missingAndEmptyPartsAreFound() {
    assertProblems(
        "{}",
        "1:1 the field 'job' is missing (write for example job: weather/report)",
        "1:1 the field 'tasks' is missing (a job has one task at least)");
    assertProblems(
        """
        job: b
        tasks: []
        """,
        "1:6 job: job 'b' must be written namespace/name, for example weather/report",
        "2:8 tasks: the job has no tasks (give it one at least)");
    assertProblems(
        """
        job: a/b
        tasks:
          - name: "a b"
            shell: " "
            timeout:
          - shell: date
        """,
        "3:11 tasks[0].name: task name 'a b' is not a name: use 1 to 128 letters, digits, '.', '_'"
            + " or '-', starting with a letter or a digit",
        "4:12 tasks[0].shell: 'shell' is empty (fill it in, or leave it out)",
        "5:13 tasks[0].timeout: 'timeout' has no value (give it a value, or leave it out)",
        "6:5 tasks[1]: the field 'name' is missing (give the task a name)");
  }

  @Test
  void unknownFieldsGetTheNearestName() {
    assertProblems(
        """
        job: a/b
        shedules: []
        tasks:
          - {name: t, shell: date, timeOut: 1m, onExecutorLost: RERUN, retry: {attempt: 3}}
        """,
        "2:1 shedules: there is no field 'shedules' here (did you mean 'schedules'?)",
        "4:28 tasks[0].timeOut: there is no field 'timeOut' here (did you mean 'timeout'?)",
        "4:41 tasks[0].onExecutorLost: there is no field 'onExecutorLost' here"
            + " (did you mean 'onExecutorLoss'?)",
        "4:71 tasks[0].retry: the field 'attempts' is missing"
            + " (write how often to try in all, for example 3)",
        "4:72 tasks[0].retry.attempt: there is no field 'attempt' here"
            + " (did you mean 'attempts'?)");
  }

  @Test
  void valuesOfTheWrongSortAreFound() {
    assertProblems(
        """
        job: a/b
        overlap: skip
        description: [x]
        params: {year: , "": x}
        tasks:
          - name: t
            command: ls -l
            after: t
            timeout: 10
            killGrace: 5 minutes
            retry: {attempts: 1000, backoff: 0.5, delay: 1m1h}
            onExecutorLoss: RERUN_LATER
            forked: yes
            executors: {group: "", labels: [x]}
            interpreter: [sh]
        """,
        "2:10 overlap: 'skip' is not known for 'overlap' (did you mean SKIP?)",
        "3:14 description: this must be a text, but it is a list"
            + " (put the text in quotes if it holds brackets or ': ')",
        "4:15 params.year: this must be a text, but it is empty (write \"\" for an empty text)",
        "4:18 params.: parameter name '' is not a name: use 1 to 128 letters, digits, '.', '_' or"
            + " '-', starting with a letter or a digit",
        "7:14 tasks[0].command: this must be a list, but it is a text"
            + " (write [a, b], or a line '- a' for each)",
        "8:12 tasks[0].after: this must be a list, but it is a text"
            + " (write [a, b], or a line '- a' for each)",
        "9:14 tasks[0].timeout: '10' is no duration: write for example 500ms, 2s, 10m, 1h30m or 2d",
        "10:16 tasks[0].killGrace: '5 minutes' is no duration: write for example 500ms, 2s, 10m,"
            + " 1h30m or 2d",
        "11:23 tasks[0].retry.attempts: '1000' is not a whole number from 1 to 100",
        "11:38 tasks[0].retry.backoff: '0.5' is not a number from 1.0 to 100.0",
        "11:50 tasks[0].retry.delay: '1m1h' is no duration: write for example 500ms, 2s, 10m, 1h30m"
            + " or 2d",
        "12:21 tasks[0].onExecutorLoss: 'RERUN_LATER' is not known for 'onExecutorLoss'"
            + " (use RERUN, RERUN_AFTER_LEASE, HOLD, FAIL)",
        "13:13 tasks[0].forked: 'forked' goes with java, not with command (leave it out)",
        "14:24 tasks[0].executors.group: executor group '' is not a name: use 1 to 128 letters,"
            + " digits, '.', '_' or '-', starting with a letter or a digit",
        "14:36 tasks[0].executors.labels: this must be a mapping, but it is a list"
            + " (write {name: value})",
        "15:18 tasks[0].interpreter: 'interpreter' goes with script, not with command"
            + " (leave it out)");
  }

  @Test
  void schedulesThatContradictThemselvesAreRefused() {
    assertProblems(
        """
        job: a/b
        schedules:
          - {cron: 0 0 0 * * ?, every: 1m}
          - {name: x, every: 1m, zone: UTC}
          - {name: x, at: "2026-05-01T08:30:00"}
          - {every: 1ms, startAt: yesterday}
          - {misfire: SKIP}
          - {delay: 1s, dst: {gap: SKIP}}
        tasks: [{name: t, shell: date}]
        """,
        "3:5 schedules[0]: the schedule says when it fires in 2 ways: cron, every"
            + " (give it one of cron, every, delay, at)",
        "4:32 schedules[1].zone: 'zone' goes with cron, not with every (leave it out)",
        "5:12 schedules[2].name: two schedules are named 'x'"
            + " (give each schedule of the job a name of its own)",
        "5:19 schedules[2].at: '2026-05-01T08:30:00' is no point in time"
            + " (write date, time and offset, for example 2026-05-01T08:30:00+08:00)",
        "6:13 schedules[3].every: '1ms' is too short (write 100ms or more)",
        "6:27 schedules[3].startAt: 'yesterday' is no point in time"
            + " (write date, time and offset, for example 2026-05-01T08:30:00+08:00)",
        "7:5 schedules[4]: the schedule does not say when it fires"
            + " (give it one of cron, every, delay, at)",
        "8:22 schedules[5].dst: 'dst' goes with cron, not with delay (leave it out)");
  }

  @Test
  void requestsAndHandlersAreChecked() {
    assertProblems(
        """
        job: a/b
        tasks:
          - {name: a, http: {method: get, url: ftp://x, expectStatus: 2xx}}
          - {name: b, http: {headers: {"a b": c}}}
          - {name: c, java: "com.example Report"}
          - {name: d, script: x}
          - {name: e, http: {url: "${params.address}/x", expectStatus: 200-204}}
        """,
        "3:30 tasks[0].http.method: 'get' is no method (did you mean GET?)",
        "3:40 tasks[0].http.url: 'ftp://x' is no address (write http://host/... or https://host/...)",
        "3:63 tasks[0].http.expectStatus: '2xx' is no status (write 200, or a range such as 200-299)",
        "4:21 tasks[1].http: the field 'url' is missing (write url: https://...)",
        "4:31 tasks[1].http.headers: 'a b' cannot be a header with this value"
            + " (a name has letters, digits and '-'; a value has one line)",
        "5:21 tasks[2].java: 'com.example Report' is no handler"
            + " (write the class name, for example com.example.Report, or the handler's own name)",
        "6:5 tasks[3]: the field 'interpreter' is missing (write for example interpreter: [node])");
  }

  @Test
  void textThatIsNoYamlGetsOneProblemAtItsPlace() {
    assertProblems(
        "job: a/b\ntasks:\n\t- name: t\n",
        "3:1 not YAML: while scanning for the next token: found character '\\t(TAB)' that cannot"
            + " start any token. (Do not use \\t(TAB) for indentation)"
            + " (indent with spaces, not with tabs)");
    assertProblems(
        "job: a/b\ndescription: time: now\n",
        "2:18 not YAML: mapping values are not allowed here"
            + " (check the indentation, and put a value that holds ': ' in quotes)");
    assertProblems(
        "job: a/b\ntasks: [{name: t\n",
        "3:1 not YAML: while parsing a flow mapping: expected ',' or '}', but got <stream end>"
            + " (close the quote or bracket that was opened before)");
    assertProblems(
        "job: a/b\n\u0007",
        "2:1 the character U+0007 may not stand in a job file"
            + " (remove it, or write it as an escape in double quotes)");
    assertProblems(
        "job: a/b\n---\njob: c/d\n",
        "2:1 a second document begins here (write one job per file, without '---' between)");
    assertProblems(
        "job: !!str a/b\n", "1:6 tags such as 'tag:yaml.org,2002:str' are not read (leave it out)");
    for (String escape : List.of("\\x", "\\UFFFFFFFF")) {
      assertProblems(
          "job: \"" + escape,
          "1:4 not YAML: the value behind this place cannot be read"
              + " (look for an escape such as \\x or \\u without its digits)");
    }
    assertProblems("# nothing\n", "1:1 the file is empty (write a job: at least job and tasks)");
    assertProblems(
        "just text",
        "1:1 a job file must be a mapping, but this is a text"
            + " (write its fields, for example job: ...)");
    assertProblems(
        "job: a/b\njob: c/d\ntasks: [{name: t, shell: \"a\\0b\"}]\n",
        "2:1 job: the field 'job' stands here twice (keep one of them)",
        "3:26 tasks[0].shell: the text holds the character U+0000, which no program takes"
            + " (leave it out)");
  }

  @Test
  void jsonIsReadWithItsOwnFaults() {
    assertProblems(
        "{\n\t\"job\": \"a/b\",\n\t\"tasks\": [{\"name\": \"t\", \"shel\": \"date\"}]\n}",
        "3:26 tasks[0].shel: unknown task kind 'shel' (did you mean 'shell'?)");
    assertProblems(
        "{\"job\": \"a/b\", \"tasks\": null}",
        "1:25 tasks: 'tasks' has no value (give it a value, or leave it out)");
    assertProblems(
        "{\"job\": \"a/b\"} {\"job\": \"c/d\"}",
        "1:16 something stands after the end of the job (write one job per file)");
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    byte[] latin = "job: a/b # caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
    Reading.Faulty faulty = assertInstanceOf(Reading.Faulty.class, JobFile.read(latin));
    assertEquals("1:1 the file is not UTF-8 text (save it as UTF-8)", lines(faulty.problems()));
  }

  @Test
  void atMostFiftyProblemsAreListed() {
    StringBuilder text = new StringBuilder("job: a/b\ntasks:\n");
    text.append("  - {name: a, shel: x}\n".repeat(9_999));
    Reading.Faulty faulty = assertInstanceOf(Reading.Faulty.class, JobFile.read(text.toString()));
    assertEquals(50, faulty.problems().size());
  }

  private static void assertProblems(String text, String... expected) {
    Reading.Faulty faulty = assertInstanceOf(Reading.Faulty.class, JobFile.read(text));
    assertEquals(String.join("\n", expected), lines(faulty.problems()));
  }

  private static String lines(List<Problem> problems) {
    return String.join("\n", problems.stream().map(Problem::toString).toList());
  }
}
