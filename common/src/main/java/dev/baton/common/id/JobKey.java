package dev.baton.common.id;

import java.util.Comparator;

/** Names a job: {@code namespace/name}. */
public record JobKey(String namespace, String name) implements Comparable<JobKey> {
  private static final Comparator<JobKey> ORDER =
      Comparator.comparing(JobKey::namespace).thenComparing(JobKey::name);

  public JobKey {
    Names.check("namespace", namespace);
    Names.check("job name", name);
  }

  /**
   * Reads {@code namespace/name}.
   *
   * @throws IllegalArgumentException if there is not exactly one slash or a part is no name
   */
  public static JobKey parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || slash != text.lastIndexOf('/')) {
      throw new IllegalArgumentException(
          "job '" + text + "' must be written namespace/name, for example weather/report");
    }
    return new JobKey(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public int compareTo(JobKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
