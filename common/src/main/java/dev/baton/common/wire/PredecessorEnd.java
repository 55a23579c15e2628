package dev.baton.common.wire;

/** How the process life of an executor before this one ended, as far as its machine can tell. */
public enum PredecessorEnd {
  /** It was asked to stop and wrote so. */
  STOPPED,
  /** It wrote that it failed. */
  FAILED,
  /** It ended for want of memory: it wrote so, or the kernel counted a kill for that reason. */
  OUT_OF_MEMORY,
  /** The machine was started again since. */
  HOST_RESTARTED,
  /** It wrote nothing: it was killed, or crashed. */
  KILLED,
  /** Nothing is known. */
  UNKNOWN;

  /** In a hello: the word, and a text for people. */
  public String said(String text) {
    return this == UNKNOWN ? "" : this + ": " + text;
  }

  /** Reads what a hello said; a word of a newer executor is UNKNOWN. */
  public static PredecessorEnd of(String said) {
    int colon = said.indexOf(':');
    String word = colon < 0 ? said : said.substring(0, colon);
    for (PredecessorEnd end : values()) {
      if (end.name().equals(word)) {
        return end;
      }
    }
    return UNKNOWN;
  }
}
