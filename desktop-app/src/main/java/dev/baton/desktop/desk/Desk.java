package dev.baton.desktop.desk;

import dev.baton.desktop.actions.ActionControls;
import dev.baton.desktop.background.BackgroundTasks;
import dev.baton.desktop.background.Ticker;
import dev.baton.desktop.i18n.Texts;
import dev.baton.desktop.i18n.Times;
import dev.baton.desktop.theme.Themes;
import dev.baton.desktop.widgets.ModalHost;
import java.time.InstantSource;

/** What every view needs. */
public record Desk(
    Texts texts,
    Times times,
    Themes themes,
    BackgroundTasks tasks,
    InstantSource clock,
    Ticker ticker,
    ActionControls controls,
    ModalHost modals,
    Notices notices,
    Selection selection,
    Navigator navigator) {}
