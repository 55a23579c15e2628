package dev.baton.desktop.desk;

/** Tells the operator what came of something. */
public interface Notices {
  /** It worked. */
  void done(String text);

  /** It did not; the text says what happened, what was done and what one can do. */
  void failed(String title, String text);

  /** A word in the status bar. */
  void hint(String text);
}
