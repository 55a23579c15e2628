package dev.baton.executor.handler;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Loads one handler jar. Its own classes come first, so two jars may hold different versions of one
 * library. From the executor it sees the API and SLF4J, nothing else: what a handler needs it
 * brings along, and it can't come to depend on what the executor happens to contain.
 */
final class HandlerClassLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String API = "dev.baton.executor.api.";
  private static final String LOGGING = "org.slf4j.";

  private final ClassLoader executor;

  HandlerClassLoader(Path jar) throws MalformedURLException {
    super(
        "handlers/" + jar.getFileName(),
        new URL[] {jar.toUri().toURL()},
        ClassLoader.getPlatformClassLoader());
    executor = HandlerClassLoader.class.getClassLoader();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        loaded = find(name);
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  private Class<?> find(String name) throws ClassNotFoundException {
    // One API for all, or a handler would implement an interface that the executor does not know.
    if (name.startsWith(API)) {
      return executor.loadClass(name);
    }
    if (name.startsWith("java.")) {
      return getParent().loadClass(name);
    }
    try {
      return findClass(name);
    } catch (ClassNotFoundException notInJar) {
      return name.startsWith(LOGGING) ? executor.loadClass(name) : getParent().loadClass(name);
    }
  }

  @Override
  public URL getResource(String name) {
    URL own = findResource(name);
    return own != null ? own : super.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
    all.addAll(Collections.list(getParent().getResources(name)));
    return Collections.enumeration(all);
  }
}
