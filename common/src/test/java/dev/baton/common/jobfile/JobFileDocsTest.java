package dev.baton.common.jobfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.baton.common.RandomCases;
import dev.baton.common.job.JobSpec;
import dev.baton.common.job.TaskAction;
import dev.baton.common.job.Timing;
import dev.baton.common.text.WholeCharacters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The job file's manual and its schema say what the reader does. */
class JobFileDocsTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final YAMLMapper YAML = new YAMLMapper();

  /** A block that begins with a fence naming its language, up to the closing fence. */
  private static List<String> examples(String language) throws IOException {
    List<String> examples = new ArrayList<>();
    StringBuilder example = null;
    for (String line : Files.readAllLines(DOCS.resolve("job-file.md"))) {
      if (line.equals("```" + language)) {
        example = new StringBuilder();
      } else if (line.equals("```") && example != null) {
        examples.add(example.toString());
        example = null;
      } else if (example != null) {
        example.append(line).append('\n');
      }
    }
    return examples;
  }

  @Test
  void everyExampleOfTheManualIsAJob() throws IOException {
    List<String> examples = examples("yaml");
    assertEquals(5, examples.size());
    for (String example : examples) {
      read(example);
      assertEquals(List.of(), faults(example), example);
    }
    assertEquals(read(examples.get(0)), read(examples("json").get(0)));
  }

  @Test
  void theLargeExampleMeansWhatTheManualSays() throws IOException {
    JobSpec job = read(examples("yaml").get(1));
    assertEquals("weather/yearly-report", job.key().toString());
    Timing.Cron cron = assertInstanceOf(Timing.Cron.class, job.schedules().get(0).timing());
    assertEquals(ZoneId.of("America/New_York"), cron.zone());
    assertEquals(Duration.ofHours(6), job.schedules().get(0).catchUpWindow());
    assertEquals(Map.of("year", "2015"), job.task("extract").params());
    assertEquals(Map.of("disk", "ssd"), job.task("extract").executors().labels());
    TaskAction.Http http = assertInstanceOf(TaskAction.Http.class, job.task("publish").action());
    assertEquals("{\"region\": \"${params.region}\"}", http.body());
    TaskAction.Java report = assertInstanceOf(TaskAction.Java.class, job.task("report").action());
    assertEquals(Map.of("format", "pdf"), report.args());
    assertTrue(report.forked());
  }

  @Test
  void theSchemaTakesWhatTheWriterWrites() {
    RandomCases cases = new RandomCases(JobFileDocsTest.class, 200);
    RandomJob jobs = new RandomJob(cases.random());
    for (int i = 0; i < cases.count(); i++) {
      String text = JobFile.write(jobs.next());
      assertEquals(List.of(), faults(text), cases.name(i) + "\n" + text);
    }
  }

  @Test
  void theSchemaRefusesWhatTheReaderRefuses() {
    for (String wrong :
        List.of(
            "job: a",
            "{job: a/b, tasks: []}",
            "{job: a/b, tasks: [{name: t}]}",
            "{job: a/b, tasks: [{name: t, shell: x, python: y}]}",
            "{job: a/b, tasks: [{name: t, shel: x}]}",
            "{job: a/b, tasks: [{name: t, script: x}]}",
            "{job: a/b, tasks: [{name: t, shell: x, forked: true}]}",
            "{job: a/b, tasks: [{name: t, shell: x, timeout: 5 minutes}]}",
            "{job: a/b, tasks: [{name: t, shell: x, retry: {delay: 1s}}]}",
            "{job: a/b, tasks: [{name: t, http: {url: 'http://x', expectStatus: 2xx}}]}",
            "{job: a/b, overlap: skip, tasks: [{name: t, shell: x}]}",
            "{job: a/b, schedules: [{every: 1m, zone: UTC}], tasks: [{name: t, shell: x}]}",
            "{job: a/b, schedules: [{cron: '* * * * *'}], tasks: [{name: t, shell: x}]}",
            "{job: a/b, schedules: [{misfire: SKIP}], tasks: [{name: t, shell: x}]}")) {
      assertInstanceOf(Reading.Faulty.class, JobFile.read(wrong), wrong);
      assertFalse(faults(wrong).isEmpty(), wrong);
    }
  }

  /** So that a field added to the reader cannot be forgotten here. */
  @Test
  void theSchemaKnowsTheFieldsOfTheReader() throws IOException {
    JsonNode schema =
        JsonMapper.shared().readTree(Files.readString(DOCS.resolve("job-schema.json")));
    assertEquals(sorted(JobReader.FIELDS), names(schema.at("/properties")));
    assertEquals(sorted(ScheduleReader.FIELDS), names(schema.at("/$defs/schedule/properties")));
    assertEquals(sorted(TaskReader.FIELDS), names(schema.at("/$defs/task/properties")));
    String manual = Files.readString(DOCS.resolve("job-file.md"));
    for (List<String> fields :
        List.of(JobReader.FIELDS, ScheduleReader.FIELDS, TaskReader.FIELDS)) {
      for (String field : fields) {
        assertTrue(manual.contains("`" + field), field + " is not in the manual");
      }
    }
  }

  private static JobSpec read(String text) {
    Reading reading = JobFile.read(text);
    if (reading instanceof Reading.Faulty faulty) {
      throw new AssertionError(faulty.problems() + "\n" + text);
    }
    return ((Reading.Defined) reading).job();
  }

  private static List<String> faults(String yaml) {
    Schema schema = SchemaHolder.SCHEMA;
    return schema.validate(YAML.readTree(new WholeCharacters(yaml))).stream()
        .map(Object::toString)
        .toList();
  }

  private static List<String> names(JsonNode properties) {
    return sorted(List.copyOf(properties.propertyNames()));
  }

  private static List<String> sorted(List<String> names) {
    return names.stream().sorted().toList();
  }

  private static final class SchemaHolder {
    static final Schema SCHEMA = load();

    private static Schema load() {
      try {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(DOCS.resolve("job-schema.json")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
