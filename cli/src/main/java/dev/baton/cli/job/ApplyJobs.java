package dev.baton.cli.job;

import dev.baton.cli.client.ClientCommand;
import dev.baton.cli.client.ClientErrors;
import dev.baton.cli.client.ExitCodes;
import dev.baton.cli.client.Output;
import dev.baton.cli.client.UsageException;
import dev.baton.common.api.ApiLimits;
import dev.baton.common.api.FileProblem;
import dev.baton.common.api.JobStoredView;
import dev.baton.common.api.ValidationView;
import dev.baton.common.api.client.BatonClient;
import dev.baton.common.file.FileFault;
import dev.baton.common.id.JobKey;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton job apply}: all files are checked before the first one is stored. */
@Command(name = "apply", description = "Creates or changes the jobs that files define.")
final class ApplyJobs extends ClientCommand {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      required = true,
      arity = "1..*",
      description = "Job files; - is the standard input.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--reason", description = "Why; goes into the audit.")
  private String reason;

  /** A file and the job that it defines. */
  private record Checked(String text, JobKey job) {}

  @Override
  protected int run(BatonClient client, Output output) {
    List<Checked> checked = new ArrayList<>();
    boolean wrong = false;
    for (Path file : files) {
      String text = read(file);
      ValidationView validation = client.validate(text);
      wrong |= !validation.valid();
      validation.problems().forEach(problem -> tell(file + ": " + ClientErrors.lineOf(problem)));
      if (validation.valid()) {
        checked.add(new Checked(text, JobKey.parse(validation.job().job())));
      }
    }
    if (wrong) {
      tell("baton: no job was changed. Correct what is listed and apply the files again.");
      return ExitCodes.REFUSED;
    }
    List<JobStoredView> stored = new ArrayList<>();
    for (Checked each : checked) {
      stored.add(client.putJob(each.job(), each.text(), reason));
    }
    output.print(
        stored,
        () -> {
          StringBuilder text = new StringBuilder();
          for (JobStoredView job : stored) {
            text.append(job.job())
                .append(job.changed() ? " stands in version " : " is unchanged in version ")
                .append(job.version())
                .append(".\n");
          }
          return text.toString();
        });
    return ExitCodes.OK;
  }

  static String read(Path file) {
    try {
      if (file.toString().equals("-")) {
        return new String(
            System.in.readNBytes(ApiLimits.MAX_JOB_FILE_BYTES + 1),
            java.nio.charset.StandardCharsets.UTF_8);
      }
      if (Files.size(file) > ApiLimits.MAX_JOB_FILE_BYTES) {
        throw new UsageException(
            file
                + " is larger than the "
                + ApiLimits.MAX_JOB_FILE_BYTES
                + " bytes that a job file may have. Move data and scripts into files of their"
                + " own.");
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new UsageException("There is no file " + file + ".");
    } catch (CharacterCodingException e) {
      throw new UsageException(file + " is not UTF-8 text. Save it as UTF-8.");
    } catch (IOException e) {
      throw new UsageException(file + " cannot be read: " + FileFault.reason(e) + ".");
    }
  }

  /** {@code baton job validate}. */
  @Command(name = "validate", description = "Checks a job file and changes nothing.")
  static final class Validate extends ClientCommand {
    @Parameters(paramLabel = "FILE", description = "A job file; - is the standard input.")
    private Path file;

    @Override
    protected int run(BatonClient client, Output output) {
      ValidationView validation = client.validate(read(file));
      output.print(
          validation,
          () -> {
            if (validation.valid()) {
              return file
                  + " defines "
                  + validation.job().job()
                  + " with "
                  + validation.job().tasks().size()
                  + " tasks and "
                  + validation.job().schedules().size()
                  + " schedules.";
            }
            StringBuilder text = new StringBuilder();
            for (FileProblem problem : validation.problems()) {
              text.append(file).append(": ").append(ClientErrors.lineOf(problem)).append('\n');
            }
            return text.toString();
          });
      return validation.valid() ? ExitCodes.OK : ExitCodes.REFUSED;
    }
  }
}
