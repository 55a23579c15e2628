package dev.baton.simulation.net;

/** What a process does with its end of a link. Called inside the process. */
public interface LinkUser {
  void received(Object message);

  /** The link is gone; nothing more comes from it. Not called for an end that closed itself. */
  void closed(String reason);
}
