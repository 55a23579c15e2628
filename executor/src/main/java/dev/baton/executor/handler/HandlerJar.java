package dev.baton.executor.handler;

import dev.baton.executor.api.TaskHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Reads one jar of the {@code handlers/} folder. Looks at the bytes of each class for the name of
 * the API and loads only those that mention it, so a jar with ten thousand library classes costs no
 * more than reading it.
 */
final class HandlerJar {
  /** Classes of a jar beyond this are not looked at; handlers then need a services file. */
  static final int MAX_CLASSES = 50_000;

  private static final String SERVICES = "META-INF/services/" + TaskHandler.class.getName();
  private static final byte[] API_NAME =
      "dev/baton/executor/api/".getBytes(StandardCharsets.US_ASCII);

  private final Path jar;
  private final List<Handler> handlers = new ArrayList<>();
  private final List<HandlerProblem> problems = new ArrayList<>();

  private HandlerJar(Path jar) {
    this.jar = jar;
  }

  /** Never throws because of what is in the jar: that becomes a problem. */
  static HandlerJar read(Path jar) {
    HandlerJar read = new HandlerJar(jar);
    try {
      read.readAll();
    } catch (IOException e) {
      read.problem("it can't be read as a jar (" + e.getMessage() + "); its handlers are missing");
    }
    return read;
  }

  List<Handler> handlers() {
    return handlers;
  }

  List<HandlerProblem> problems() {
    return problems;
  }

  private void readAll() throws IOException {
    Set<String> candidates = candidates();
    HandlerClassLoader loader = new HandlerClassLoader(jar);
    for (String name : candidates) {
      try {
        Class<?> type = Class.forName(name, false, loader);
        handlers.addAll(HandlerClasses.of(type, null, jar, jar.getFileName().toString()));
      } catch (IllegalArgumentException e) {
        problem(e.getMessage());
      } catch (ClassNotFoundException | LinkageError e) {
        problem("class " + name + " can't be loaded: " + e + "; put what it needs into the jar");
      }
    }
    if (handlers.isEmpty() && problems.isEmpty()) {
      loader.close();
      problem("no class in it implements TaskHandler or bears @BatonHandler");
    }
  }

  private Set<String> candidates() throws IOException {
    Set<String> names = new TreeSet<>();
    int looked = 0;
    try (JarFile file = new JarFile(jar.toFile())) {
      JarEntry services = file.getJarEntry(SERVICES);
      if (services != null) {
        names.addAll(servicesIn(file, services));
      }
      for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        if (!isClass(entry.getName())) {
          continue;
        }
        if (++looked > MAX_CLASSES) {
          problem("only the first " + MAX_CLASSES + " classes were looked at for handlers");
          break;
        }
        if (mentionsApi(file, entry)) {
          String path = entry.getName();
          names.add(path.substring(0, path.length() - ".class".length()).replace('/', '.'));
        }
      }
    }
    return names;
  }

  private static boolean isClass(String path) {
    return path.endsWith(".class")
        && !path.startsWith("META-INF/")
        && !path.startsWith("dev/baton/executor/api/")
        && !path.endsWith("module-info.class");
  }

  private static boolean mentionsApi(JarFile file, JarEntry entry) throws IOException {
    byte[] bytes;
    try (InputStream in = file.getInputStream(entry)) {
      bytes = in.readAllBytes();
    }
    for (int at = 0; at <= bytes.length - API_NAME.length; at++) {
      if (bytes[at] == 'd' && startsWith(bytes, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] bytes, int at) {
    for (int i = 0; i < API_NAME.length; i++) {
      if (bytes[at + i] != API_NAME[i]) {
        return false;
      }
    }
    return true;
  }

  private static List<String> servicesIn(JarFile file, JarEntry services) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(file.getInputStream(services), StandardCharsets.UTF_8))) {
      return in.lines()
          .map(line -> line.replaceAll("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }

  private void problem(String message) {
    problems.add(new HandlerProblem(jar.getFileName().toString(), message));
  }
}
