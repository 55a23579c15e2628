package dev.baton.common.jobfile;

/**
 * Something wrong in a job file.
 *
 * @param line from 1
 * @param column in characters, from 1
 * @param path of the value, for example {@code tasks[1].after[0]}; empty for the file as a whole
 * @param message what is wrong
 * @param fix what to do about it; null where nothing is sure
 */
public record Problem(int line, int column, String path, String message, String fix) {
  /** {@code 12:5 tasks[1].timeout: message (fix)}. */
  @Override
  public String toString() {
    return line
        + ":"
        + column
        + " "
        + (path.isEmpty() ? "" : path + ": ")
        + message
        + (fix == null ? "" : " (" + fix + ")");
  }
}
