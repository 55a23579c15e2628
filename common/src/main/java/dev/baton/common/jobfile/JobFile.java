package dev.baton.common.jobfile;

import dev.baton.common.job.JobSpec;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads and writes job files. {@code docs/job-file.md} describes the form. */
public final class JobFile {
  private JobFile() {}

  /** Reads a file's bytes, which must be UTF-8. Never throws for what stands in them. */
  public static Reading read(byte[] bytes) {
    if (bytes.length > JobFileLimits.MAX_FILE_BYTES) {
      return tooLarge();
    }
    try {
      return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return fault("the file is not UTF-8 text", "save it as UTF-8");
    }
  }

  /** Reads YAML or JSON. Never throws for what stands in the text. */
  public static Reading read(String text) {
    boolean tooLarge =
        text.length() > JobFileLimits.MAX_FILE_BYTES
            || text.getBytes(StandardCharsets.UTF_8).length > JobFileLimits.MAX_FILE_BYTES;
    return tooLarge ? tooLarge() : parse(text);
  }

  /**
   * Writes a job as YAML that {@link #read} reads as an equal job.
   *
   * @throws IllegalArgumentException if the job holds what no job file can say
   */
  public static String write(JobSpec job) {
    return JobFileWriter.write(job);
  }

  private static Reading parse(String text) {
    String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try {
      Node root = tree(bare);
      if (root == null) {
        return fault("the file is empty", "write a job: at least job and tasks");
      }
      JobReader reader = new JobReader();
      JobSpec job = reader.read(root);
      return job != null ? new Reading.Defined(job) : new Reading.Faulty(reader.problems());
    } catch (SyntaxFault fault) {
      return new Reading.Faulty(List.of(fault.problem()));
    }
  }

  /** What begins with a brace is JSON, or YAML in JSON's manner: whichever can be read. */
  private static Node tree(String text) throws SyntaxFault {
    if (!text.stripLeading().startsWith("{")) {
      return YamlTree.parse(text);
    }
    try {
      return JsonTree.parse(text);
    } catch (SyntaxFault asJson) {
      try {
        return YamlTree.parse(text);
      } catch (SyntaxFault asYaml) {
        throw asYaml.isBehind(asJson) ? asYaml : asJson;
      }
    }
  }

  private static Reading tooLarge() {
    return fault(
        "the file is larger than " + JobFileLimits.MAX_FILE_BYTES / 1024 / 1024 + " MiB",
        "keep long scripts in files that the executors have");
  }

  private static Reading fault(String message, String fix) {
    return new Reading.Faulty(List.of(new Problem(1, 1, "", message, fix)));
  }
}
