/** One job: its graph, its definition, its schedules, its runs; and the dialog that triggers it. */
package dev.baton.desktop.job;
