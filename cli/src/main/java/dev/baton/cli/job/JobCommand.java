package dev.baton.cli.job;

import dev.baton.cli.client.Arguments;
import dev.baton.cli.client.ClientCommand;
import dev.baton.cli.client.ExitCodes;
import dev.baton.cli.client.Output;
import dev.baton.cli.client.Pages;
import dev.baton.cli.client.ReasonedCommand;
import dev.baton.cli.client.Table;
import dev.baton.common.api.DoneView;
import dev.baton.common.api.JobSummary;
import dev.baton.common.api.JobView;
import dev.baton.common.api.ScheduleView;
import dev.baton.common.api.ScheduleView.FirePreview;
import dev.baton.common.api.client.BatonClient;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verbs of {@code baton job}. */
@Command(
    name = "job",
    description = "Definitions of jobs and their schedules.",
    mixinStandardHelpOptions = true,
    subcommands = {
      JobCommand.ListJobs.class,
      JobCommand.Get.class,
      ApplyJobs.class,
      ApplyJobs.Validate.class,
      JobCommand.Delete.class,
      JobCommand.Pause.class,
      JobCommand.Resume.class,
      JobCommand.Next.class
    })
public final class JobCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a verb of 'baton job'.");
  }

  @Command(name = "list", description = "Lists jobs.")
  static final class ListJobs extends ClientCommand {
    @Option(names = "--namespace", description = "Jobs of this namespace only.")
    private String namespace;

    @Option(names = "--search", description = "Jobs whose name contains this.")
    private String search;

    @Option(names = "--limit", defaultValue = "1000", description = "Most jobs; default 1000.")
    private int limit;

    @Override
    protected int run(BatonClient client, Output output) {
      List<JobSummary> jobs =
          Pages.read(limit, (cursor, size) -> client.jobs(namespace, search, cursor, size));
      output.print(
          jobs,
          () -> {
            Table table = new Table("JOB", "VERSION", "TASKS", "SCHEDULES", "STATUS", "CHANGED");
            for (JobSummary job : jobs) {
              table.row(
                  job.job(),
                  job.version(),
                  job.tasks(),
                  job.schedules(),
                  job.paused() ? "paused: " + job.pausedReason() : "active",
                  job.changedAt());
            }
            return table.text("There are no jobs.");
          });
      return ExitCodes.OK;
    }
  }

  @Command(name = "get", description = "Shows a job; as a table, its job file.")
  static final class Get extends ClientCommand {
    @Parameters(paramLabel = "JOB", description = "namespace/name")
    private String job;

    @Option(names = "--versions", description = "Lists its versions instead.")
    private boolean versions;

    @Override
    protected int run(BatonClient client, Output output) {
      if (versions) {
        List<JobView> all = client.jobVersions(Arguments.job(job), 100);
        output.print(
            all,
            () -> {
              Table table = new Table("VERSION", "CHANGED", "BY", "TASKS", "SCHEDULES");
              for (JobView each : all) {
                table.row(
                    each.version(),
                    each.changedAt(),
                    each.changedBy(),
                    each.tasks().size(),
                    each.schedules().size());
              }
              return table.text("There are no versions.");
            });
        return ExitCodes.OK;
      }
      JobView found = client.job(Arguments.job(job));
      output.print(found, found::source);
      return ExitCodes.OK;
    }
  }

  @Command(name = "delete", description = "Deletes a job; refused while runs of it are active.")
  static final class Delete extends ReasonedCommand {
    @Parameters(paramLabel = "JOB", description = "namespace/name")
    private String job;

    @Override
    protected DoneView act(BatonClient client, String reason) {
      return client.deleteJob(Arguments.job(job), reason);
    }
  }

  @Command(name = "pause", description = "Stops the schedules of a job.")
  static final class Pause extends ReasonedCommand {
    @Parameters(paramLabel = "JOB", description = "namespace/name")
    private String job;

    @Override
    protected DoneView act(BatonClient client, String reason) {
      return client.pauseJob(Arguments.job(job), reason);
    }
  }

  @Command(name = "resume", description = "Goes on with the schedules of a job.")
  static final class Resume extends ReasonedCommand {
    @Parameters(paramLabel = "JOB", description = "namespace/name")
    private String job;

    @Override
    protected DoneView act(BatonClient client, String reason) {
      return client.resumeJob(Arguments.job(job), reason);
    }
  }

  @Command(name = "next", description = "Shows the next fire times of a job.")
  static final class Next extends ClientCommand {
    @Parameters(paramLabel = "JOB", description = "namespace/name")
    private String job;

    @Option(
        names = {"-n", "--count"},
        defaultValue = "5",
        description = "How many of each schedule; default ${DEFAULT-VALUE}.")
    private int count;

    @Override
    protected int run(BatonClient client, Output output) {
      List<ScheduleView> schedules = client.schedules(Arguments.job(job), count);
      output.print(
          schedules,
          () -> {
            Table table = new Table("SCHEDULE", "FIRES AT (UTC)", "ON ITS OWN CLOCK", "MARK");
            for (ScheduleView schedule : schedules) {
              for (FirePreview fire : schedule.nextFires()) {
                table.row(schedule.name(), fire.at().toString(), fire.local(), fire.mark());
              }
            }
            return table.text("Nothing is due: the job has no schedule with a fire time left.");
          });
      return ExitCodes.OK;
    }
  }
}
