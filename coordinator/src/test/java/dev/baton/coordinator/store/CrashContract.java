package dev.baton.coordinator.store;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** kill -9 of a process that writes: what it had acknowledged is there, and no batch by halves. */
abstract class CrashContract extends StoreContract {
  private final StoreUnderTest underTest;

  CrashContract(StoreUnderTest underTest) {
    super(underTest);
    this.underTest = underTest;
  }

  @Test
  void whatWasAcknowledgedSurvivesKillingTheWriter() throws Exception {
    killRounds(3);
  }

  @Test
  @Tag("slow")
  void whatWasAcknowledgedSurvivesKillingTheWriterFiftyTimes() throws Exception {
    killRounds(50);
  }

  private void killRounds(int rounds) throws Exception {
    Random random = new Random(TestSeed.take());
    for (int round = 0; round < rounds; round++) {
      store.close();
      long acknowledged;
      try (Writer writer = Writer.start(underTest.settings())) {
        writer.awaitAcknowledged(1 + random.nextInt(150));
        writer.kill();
        acknowledged = writer.acknowledged();
      }
      store = underTest.reopen();
      WholeBatches.check(store, acknowledged);
    }
  }
}
