/** {@code baton job}: definitions and schedules. */
package dev.baton.cli.job;
