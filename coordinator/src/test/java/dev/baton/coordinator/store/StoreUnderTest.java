package dev.baton.coordinator.store;

/** A kind of store, for the contract suite. */
interface StoreUnderTest {
  /** An empty store. */
  Store create() throws Exception;

  /** The same store again, after {@link Store#close}. */
  Store reopen();

  /** For a second process or a second coordinator. */
  StoreSettings settings();
}
