package dev.baton.executor.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of this machine, as far as it knows one. */
public final class HostName {
  private static final Path OF_LINUX = Path.of("/proc/sys/kernel/hostname");

  private HostName() {}

  /** {@code localhost} where there is no other. On Linux it asks no name server. */
  public static String get() {
    try {
      if (Files.isReadable(OF_LINUX)) {
        String name = Files.readString(OF_LINUX).strip();
        if (!name.isEmpty()) {
          return name;
        }
      }
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    } catch (IOException e) {
      throw new IllegalStateException(OF_LINUX + " cannot be read", e);
    }
  }
}
