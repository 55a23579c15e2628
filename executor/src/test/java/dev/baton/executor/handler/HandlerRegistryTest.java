package dev.baton.executor.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.common.job.SortedMaps;
import dev.baton.executor.api.BatonHandler;
import dev.baton.executor.api.TaskContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlerRegistryTest {
  @TempDir private Path folder;

  private final HandlerRegistry registry = new HandlerRegistry();
  private final List<String> log = new ArrayList<>();

  private static final String IMPORTS = "import dev.baton.executor.api.*; import java.util.*; ";

  private void run(String name) throws Exception {
    Handler handler = registry.find(name).orElseThrow();
    handler.code().run(context());
  }

  private HandlerContext context() {
    AttemptFacts facts =
        new AttemptFacts(
            "weather/report",
            17,
            "extract",
            2,
            null,
            "key",
            "5.2",
            SortedMaps.copyOf(Map.of("year", "2015")),
            SortedMaps.empty(),
            SortedMaps.empty());
    return new HandlerContext(
        facts,
        () -> folder,
        () -> folder.resolve("artifacts"),
        line -> log.add(new String(line, StandardCharsets.UTF_8)),
        () -> false);
  }

  @Test
  void aJarsAnnotatedMethodsAndClassesAreFound() throws Exception {
    new JarMaker()
        .source(
            "a.Jobs",
            "package a; "
                + IMPORTS
                + "public class Jobs {"
                + " @BatonHandler(\"with\") public void with(TaskContext t) {"
                + " t.log(\"year \" + t.param(\"year\")); }"
                + " @BatonHandler(\"without\") public void without() {} }")
        .source(
            "a.Report",
            "package a; "
                + IMPORTS
                + "@BatonHandler(\"report\") public class Report implements TaskHandler {"
                + " public void run(TaskContext t) { t.log(\"report\"); } }")
        .source(
            "a.Bare",
            "package a; "
                + IMPORTS
                + "public class Bare implements TaskHandler { public void run(TaskContext t) {} }")
        .write(folder.resolve("a.jar"));
    registry.loadJars(folder);
    assertEquals(List.of("a.Bare", "a.Report", "report", "with", "without"), registry.names());
    assertEquals(List.of(), registry.problems());
    run("with");
    run("without");
    run("a.Report");
    assertEquals(List.of("year 2015\n", "report\n"), log);
  }

  @Test
  void twoJarsMayHaveAClassOfOneName() throws Exception {
    for (String jar : List.of("one", "two")) {
      new JarMaker()
          .source(
              "lib.Version",
              "package lib; public class Version { public static String get() { return \""
                  + jar
                  + "\"; } }")
          .source(
              "lib.Task",
              "package lib; "
                  + IMPORTS
                  + "@BatonHandler(\""
                  + jar
                  + "\") public class Task implements TaskHandler {"
                  + " public void run(TaskContext t) { t.log(Version.get()); } }")
          .write(folder.resolve(jar + ".jar"));
    }
    registry.loadJars(folder);
    run("one");
    run("two");
    assertEquals(List.of("one\n", "two\n"), log);
    assertNotSame(
        registry.find("one").orElseThrow().loader(), registry.find("two").orElseThrow().loader());
    assertEquals("one.jar", registry.find("lib.Task").orElseThrow().source());
  }

  @Test
  void aBrokenJarIsVisibleAndHarmless() throws Exception {
    Files.writeString(folder.resolve("broken.jar"), "no zip");
    new JarMaker()
        .entry(
            "META-INF/services/dev.baton.executor.api.TaskHandler",
            "b.Gone\n".getBytes(StandardCharsets.UTF_8))
        .source(
            "b.Bad",
            "package b; "
                + IMPORTS
                + "public class Bad { @BatonHandler(\"bad\") public void bad(String s) {} }")
        .source(
            "b.Good",
            "package b; "
                + IMPORTS
                + "public class Good { @BatonHandler(\"good\") public void good() {} }")
        .write(folder.resolve("mixed.jar"));
    new JarMaker()
        .source("c.Plain", "package c; public class Plain {}")
        .write(folder.resolve("plain.jar"));
    registry.loadJars(folder);
    assertEquals(List.of("good"), registry.names());
    assertEquals(
        List.of("broken.jar", "mixed.jar", "mixed.jar", "plain.jar"),
        registry.problems().stream().map(HandlerProblem::source).toList());
    assertTrue(registry.problems().get(1).message().contains("must take a TaskContext"));
    assertTrue(registry.problems().get(2).message().contains("b.Gone"));
  }

  @Test
  void ofTwoHandlersOfOneNameTheFirstJarsStays() throws Exception {
    for (String jar : List.of("one", "two")) {
      new JarMaker()
          .source(
              jar + ".Task",
              "package "
                  + jar
                  + "; "
                  + IMPORTS
                  + "public class Task { @BatonHandler(\"same\") public void run(TaskContext t) {"
                  + " t.log(\""
                  + jar
                  + "\"); } }")
          .write(folder.resolve(jar + ".jar"));
    }
    registry.loadJars(folder);
    run("same");
    assertEquals(List.of("one\n"), log);
    assertTrue(registry.problems().get(0).message().contains("already there, from one.jar"));
  }

  @Test
  void aHandlerDoesNotSeeWhatTheExecutorIsMadeOf() throws Exception {
    new JarMaker()
        .source(
            "d.Curious",
            "package d; "
                + IMPORTS
                + "public class Curious { @BatonHandler(\"curious\") public void run(TaskContext t)"
                + " throws Exception {"
                + " Class.forName(\"java.sql.Connection\"); Class.forName(\"org.slf4j.Logger\");"
                + " for (String name : List.of(\"io.netty.channel.Channel\","
                + " \"dev.baton.executor.handler.HandlerRegistry\")) {"
                + " try { Class.forName(name); t.log(\"seen \" + name); }"
                + " catch (ClassNotFoundException e) { t.log(\"hidden\"); } } } }")
        .write(folder.resolve("d.jar"));
    registry.loadJars(folder);
    run("curious");
    assertEquals(List.of("hidden\n", "hidden\n"), log);
  }

  @Test
  void aProgramRegistersItsOwnHandlers() throws Exception {
    registry.register("lambda", task -> task.log("lambda " + task.job()));
    registry.registerAnnotated(new Own("state"));
    run("lambda");
    run("own");
    assertEquals(List.of("lambda weather/report\n", "own state\n"), log);
    assertThrows(IllegalArgumentException.class, () -> registry.register("own", task -> {}));
    assertThrows(IllegalArgumentException.class, () -> registry.register("a b", task -> {}));
    assertThrows(IllegalArgumentException.class, () -> registry.registerAnnotated("text"));
  }

  @Test
  void outputsHaveALimitAndArtifactsAFolder() {
    HandlerContext context = context();
    context.output("a", "1");
    assertThrows(IllegalArgumentException.class, () -> context.output("b", "x".repeat(64 * 1024)));
    assertEquals(Map.of("a", "1"), context.outputs());
    assertThrows(IllegalArgumentException.class, () -> context.artifact("../escape"));
    assertThrows(IllegalArgumentException.class, () -> context.param("month"));
  }

  /** A handler of the embedding program. */
  public static final class Own {
    private final String state;

    Own(String state) {
      this.state = state;
    }

    @BatonHandler("own")
    public void run(TaskContext task) {
      task.log("own " + state);
    }
  }
}
