package dev.baton.desktop.shell;

import dev.baton.common.api.client.BatonClient;
import dev.baton.desktop.background.BackgroundTasks;
import dev.baton.desktop.background.EventPump;
import dev.baton.desktop.background.FxBackgroundTasks;
import dev.baton.desktop.background.FxPulses;
import dev.baton.desktop.connect.ClientFactory;
import dev.baton.desktop.settings.SettingsFolder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;

/**
 * What the workbench stands on; screenshots bring a clock that stands still and a sample cluster.
 */
public record WorkbenchServices(
    SettingsFolder settings,
    ClientFactory clients,
    BackgroundTasks tasks,
    EventPump pump,
    InstantSource clock,
    ZoneId zone) {

  /** The real ones. */
  public static WorkbenchServices real(DesktopOptions options) {
    SettingsFolder settings =
        options.settings() == null
            ? SettingsFolder.ofUser(System.getenv(), Path.of(System.getProperty("user.home")))
            : new SettingsFolder(options.settings());
    return new WorkbenchServices(
        settings,
        BatonClient::of,
        new FxBackgroundTasks(),
        new EventPump(new FxPulses(), System::nanoTime),
        InstantSource.system(),
        ZoneId.systemDefault());
  }
}
