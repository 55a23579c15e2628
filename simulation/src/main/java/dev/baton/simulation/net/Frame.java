package dev.baton.simulation.net;

/**
 * What travels on a link.
 *
 * @param number from 1 in each direction; 0 for the end of the link
 * @param message for the end of a link, its reason
 */
record Frame(long number, Object message) {
  static Frame end(String reason) {
    return new Frame(0, reason);
  }

  boolean isEnd() {
    return number == 0;
  }
}
