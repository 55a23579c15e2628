package dev.baton.executor.shell;

/** The version of this program, as its jar says. */
public final class ProgramVersion {
  private ProgramVersion() {}

  /** {@code development} where it runs from classes. */
  public static String get() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
