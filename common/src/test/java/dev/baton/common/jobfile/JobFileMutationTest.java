package dev.baton.common.jobfile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.RandomCases;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A file that was damaged in any way gives problems with their places, never an exception. */
class JobFileMutationTest {
  private static final List<String> PIECES =
      List.of(
          ":",
          " ",
          "\n",
          "\t",
          "-",
          "[",
          "]",
          "{",
          "}",
          ",",
          "\"",
          "'",
          "#",
          "&a",
          "*a",
          "!x",
          "|",
          ">",
          "%",
          "@",
          "?",
          "\\",
          "\u0000",
          "\uD83D",
          "中",
          "😀",
          "job",
          "tasks:",
          "after",
          "null",
          "999999999999999999999",
          "  ",
          "---\n",
          "...\n",
          "\r",
          "\uFEFF");

  @Test
  void damagedFilesGiveProblemsWithTheirPlaces() {
    RandomCases cases = new RandomCases(JobFileMutationTest.class, 1_500);
    RandomJob jobs = new RandomJob(cases.random());
    int faulty = 0;
    for (int i = 0; i < cases.count(); i++) {
      String damaged = damage(JobFile.write(jobs.next()), cases.random());
      faulty += check(cases.name(i), damaged, JobFile.read(damaged));
    }
    assertTrue(faulty > cases.count() / 2, "most of the files should have been damaged: " + faulty);
  }

  @Test
  void damagedBytesGiveProblemsWithTheirPlaces() {
    RandomCases cases = new RandomCases(JobFileMutationTest.class, 500);
    RandomJob jobs = new RandomJob(cases.random());
    for (int i = 0; i < cases.count(); i++) {
      byte[] bytes = JobFile.write(jobs.next()).getBytes(StandardCharsets.UTF_8);
      for (int j = cases.random().nextInt(4); j >= 0; j--) {
        bytes[cases.random().nextInt(bytes.length)] = (byte) cases.random().nextInt(256);
      }
      String text = new String(bytes, StandardCharsets.UTF_8);
      check(cases.name(i), text, JobFile.read(bytes));
    }
  }

  private static int check(String name, String text, Reading reading) {
    if (!(reading instanceof Reading.Faulty faulty)) {
      return 0;
    }
    int lines = text.split("\r\n|[\n\r\u0085\u2028\u2029]", -1).length;
    assertTrue(!faulty.problems().isEmpty(), name);
    assertTrue(faulty.problems().size() <= JobFileLimits.MAX_PROBLEMS, name);
    for (Problem problem : faulty.problems()) {
      assertTrue(
          problem.line() >= 1 && problem.line() <= lines && problem.column() >= 1,
          name + ": " + problem + "\n" + text);
      assertTrue(problem.message().length() < 600, name + ": " + problem);
    }
    return 1;
  }

  private static String damage(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0 && !damaged.isEmpty(); i--) {
      int at = random.nextInt(damaged.length());
      int end = Math.min(damaged.length(), at + 1 + random.nextInt(10));
      switch (random.nextInt(5)) {
        case 0 -> damaged.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 1 -> damaged.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
        case 2 -> damaged.delete(at, end);
        case 3 -> damaged.insert(at, damaged.substring(at, end));
        default -> damaged.setLength(Math.max(1, at));
      }
    }
    return damaged.toString();
  }
}
