package dev.baton.executor.handler;

import dev.baton.executor.api.TaskHandler;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs one handler for one attempt and exits: 0 if it returned, 1 if it threw. Log lines go to
 * standard output, outputs to the file that {@code BATON_OUTPUT} names. SIGTERM interrupts the
 * handler; the guard ends this process by force after the grace.
 */
public final class ForkedHandlerMain {
  private ForkedHandlerMain() {}

  /**
   * @param args facts file, jar or {@code -}, class name, method name or {@code -}
   */
  public static void main(String[] args) throws Exception {
    AttemptFacts facts = AttemptFacts.read(Path.of(args[0]));
    Path jar = args[1].equals("-") ? null : Path.of(args[1]);
    String method = args[3].equals("-") ? null : args[3];
    Handler.Recipe recipe = new Handler.Recipe(jar, args[2], method);
    AtomicBoolean canceled = interruptedBySigterm(Thread.currentThread());

    OutputStream log = new FileOutputStream(FileDescriptor.out);
    Path work = Path.of("").toAbsolutePath();
    Path artifacts = Path.of(System.getenv("BATON_ARTIFACTS"));
    HandlerContext context =
        new HandlerContext(
            facts, () -> work, () -> artifacts, line -> write(log, line), canceled::get);
    int code = run(recipe, context, jar);
    writeOutputs(context.outputs(), Path.of(System.getenv("BATON_OUTPUT")));
    System.out.flush();
    System.err.flush();
    // Halt, not exit: threads that the handler left must not keep the process, nor must hooks.
    Runtime.getRuntime().halt(code);
  }

  private static int run(Handler.Recipe recipe, HandlerContext context, Path jar) {
    try {
      ClassLoader loader =
          jar == null ? ForkedHandlerMain.class.getClassLoader() : new HandlerClassLoader(jar);
      Thread.currentThread().setContextClassLoader(loader);
      TaskHandler handler = HandlerClasses.make(recipe, loader);
      handler.run(context);
      return 0;
    } catch (Throwable failure) {
      // Whatever it is: this process has no other work. The last line is what the outcome shows.
      context.log(Failures.trace(failure));
      context.log(Failures.message(failure));
      return 1;
    }
  }

  private static AtomicBoolean interruptedBySigterm(Thread handlerThread) {
    AtomicBoolean canceled = new AtomicBoolean();
    Runnable onTerm =
        () -> {
          canceled.set(true);
          handlerThread.interrupt();
          try {
            // The JVM halts when its hooks are done: leave the handler its grace.
            handlerThread.join();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    Runtime.getRuntime().addShutdownHook(new Thread(onTerm, "baton-sigterm"));
    return canceled;
  }

  private static void write(OutputStream log, byte[] line) {
    try {
      log.write(line);
    } catch (IOException e) {
      throw new UncheckedIOException("the executor no longer takes the log", e);
    }
  }

  /**
   * As JSON, because values may hold line breaks; by hand, because a JSON library takes longer to
   * load than many a handler to run.
   */
  private static void writeOutputs(SortedMap<String, String> outputs, Path file)
      throws IOException {
    if (outputs.isEmpty()) {
      return;
    }
    StringJoiner fields = new StringJoiner(",", "{", "}");
    outputs.forEach((key, value) -> fields.add(quote(key) + ":" + quote(value)));
    Files.writeString(file, fields.toString());
  }

  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
