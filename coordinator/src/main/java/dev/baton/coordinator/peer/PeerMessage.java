package dev.baton.coordinator.peer;

/** What coordinators say to each other. The dialling end speaks first. */
public sealed interface PeerMessage {
  /** Who speaks, and in which process life. */
  record Hello(String coordinator, String incarnation) implements PeerMessage {}

  /** Still there; and whether the store answers the speaker. */
  record Beat(boolean storeAnswers) implements PeerMessage {}
}
