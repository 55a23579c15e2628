package dev.baton.common.jobfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.common.RandomCases;
import dev.baton.common.job.JobSpec;
import org.junit.jupiter.api.Test;

class JobFileRoundTripTest {
  @Test
  void aWrittenJobReadsAsAnEqualJob() {
    RandomCases cases = new RandomCases(JobFileRoundTripTest.class, 1_000);
    RandomJob jobs = new RandomJob(cases.random());
    for (int i = 0; i < cases.count(); i++) {
      JobSpec job = jobs.next();
      String text = JobFile.write(job);
      Reading reading = JobFile.read(text);
      if (reading instanceof Reading.Faulty faulty) {
        throw new AssertionError(cases.name(i) + ": " + faulty.problems() + "\n" + text);
      }
      JobSpec read = assertInstanceOf(Reading.Defined.class, reading).job();
      assertEquals(job, read, cases.name(i) + "\n" + text);
      assertEquals(text, JobFile.write(read), cases.name(i));
    }
  }
}
