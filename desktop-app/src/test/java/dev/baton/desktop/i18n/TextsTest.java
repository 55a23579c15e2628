package dev.baton.desktop.i18n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both languages are complete, say the same, and nothing on the screen lacks its text. */
final class TextsTest {
  private static final Path SOURCES = Path.of("src/main/java");

  /** A key in full, as a string literal after a call that reads texts. */
  private static final Pattern USED =
      Pattern.compile("\\b(?:get|text)\\(\\s*\"((?:[a-z][A-Za-z0-9]*\\.)+[A-Za-z0-9_]+)\"");

  /** The beginning of a key that the program completes. */
  private static final Pattern PREFIX =
      Pattern.compile("\\b(?:get|word|said)\\(\\s*\"([a-z][A-Za-z0-9.]*?)\\.?\"\\s*[+,]");

  private static final Pattern CHOSEN =
      Pattern.compile("\\?\\s*\"((?:[a-z][A-Za-z0-9]*\\.)+\\w+)\"\\s*:\\s*\"([\\w.]+)\"");

  private static Properties read(String language) throws IOException {
    Properties properties = new Properties();
    try (Reader reader =
        new InputStreamReader(
            TextsTest.class.getResourceAsStream("texts_" + language + ".properties"),
            StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }

  @Test
  void bothLanguagesHaveTheSameKeys() throws IOException {
    assertEquals(
        new TreeSet<>(read("en").stringPropertyNames()),
        new TreeSet<>(read("zh").stringPropertyNames()));
  }

  @Test
  void bothLanguagesFillInTheSameValues() throws IOException {
    Properties english = read("en");
    Properties chinese = read("zh");
    for (String key : english.stringPropertyNames()) {
      assertEquals(
          placeholders(english.getProperty(key)), placeholders(chinese.getProperty(key)), key);
    }
  }

  private static Set<String> placeholders(String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = Pattern.compile("\\{(\\d)").matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void chineseIsTranslated() throws IOException {
    Properties english = read("en");
    Properties chinese = read("zh");
    Set<String> same = new TreeSet<>();
    for (String key : english.stringPropertyNames()) {
      boolean words = Pattern.compile("[A-Za-z]{3}").matcher(english.getProperty(key)).find();
      if (words && english.getProperty(key).equals(chinese.getProperty(key))) {
        same.add(key);
      }
    }
    // Proper names, and the words of a format.
    assertEquals(
        Set.of(
            "action.language.en",
            "executors.column.cpu",
            "property.cpu",
            "scheduleKind.CRON",
            "trigger.API"),
        same);
  }

  @Test
  void noTextHasAStraightApostropheOrAByteOrderMark() throws IOException {
    for (String language : List.of("en", "zh")) {
      Properties texts = read(language);
      for (String key : texts.stringPropertyNames()) {
        assertTrue(texts.getProperty(key).indexOf('\'') < 0, language + " " + key);
        assertTrue(!texts.getProperty(key).isBlank(), language + " " + key + " is empty");
      }
    }
  }

  @Test
  void everyKeyThatTheProgramNamesIsThere() throws IOException {
    Set<String> keys = read("en").stringPropertyNames();
    Set<String> missing = new TreeSet<>();
    for (String source : sources()) {
      Matcher used = USED.matcher(source);
      while (used.find()) {
        if (!keys.contains(used.group(1))) {
          missing.add(used.group(1));
        }
      }
      Matcher chosen = CHOSEN.matcher(source);
      while (chosen.find()) {
        for (String key : List.of(chosen.group(1), chosen.group(2))) {
          if (!keys.contains(key)) {
            missing.add(key);
          }
        }
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyTextIsUsed() throws IOException {
    List<String> sources = sources();
    String all = String.join("\n", sources);
    Set<String> prefixes = new TreeSet<>();
    Matcher matcher = PREFIX.matcher(all);
    while (matcher.find()) {
      prefixes.add(matcher.group(1));
    }
    Set<String> unused = new TreeSet<>();
    for (String key : read("en").stringPropertyNames()) {
      boolean named = all.contains("\"" + key + "\"");
      boolean completed =
          prefixes.stream().anyMatch(prefix -> key.startsWith(prefix + "."))
              || key.startsWith("action.");
      if (!named && !completed) {
        unused.add(key);
      }
    }
    assertEquals(Set.of(), unused);
  }

  private static List<String> sources() throws IOException {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        sources.add(Files.readString(file));
      }
    }
    assertTrue(sources.size() > 50, "the sources are not where the test looks for them");
    return sources;
  }

  @Test
  void numbersAndPluralsFollowTheLanguage() {
    Texts english = Texts.of(Texts.ENGLISH);
    assertEquals("no runs", english.get("runs.count", 0));
    assertEquals("1 run", english.get("runs.count", 1));
    assertEquals("12,345 runs", english.get("runs.count", 12_345));
    assertEquals("12,345 个运行", Texts.of(Texts.CHINESE).get("runs.count", 12_345));
  }
}
