package dev.baton.cli.drill;

/**
 * A line that an attempt of a {@code probe-mark} task wrote as its first statement. Times are
 * milliseconds since the epoch.
 */
record Mark(String job, long run, long fireMs, long startedMs, String token, int attempt) {
  static Mark parse(String line) {
    String[] words = line.split(" ");
    if (words.length != 6) {
      throw new IllegalArgumentException("no mark: " + line);
    }
    return new Mark(
        words[0],
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]),
        words[4],
        Integer.parseInt(words[5]));
  }

  long latenessMs() {
    return startedMs - fireMs;
  }
}
