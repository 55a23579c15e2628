package dev.baton.coordinator.store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An empty store before each test. */
abstract class StoreContract {
  private final StoreUnderTest underTest;
  Store store;

  StoreContract(StoreUnderTest underTest) {
    this.underTest = underTest;
  }

  @BeforeEach
  void open() throws Exception {
    store = underTest.create();
  }

  @AfterEach
  void close() {
    store.close();
  }

  void reopen() {
    store.close();
    store = underTest.reopen();
  }
}
