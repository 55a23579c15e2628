/**
 * When schedules fire, and what becomes of fire times that passed. {@link
 * dev.baton.common.schedule.FireTimes} turns a {@link dev.baton.common.job.Timing} into fire times;
 * {@link dev.baton.common.schedule.FirePlan} decides on those that are due.
 *
 * <p>Pure: no clock, no I/O, the same answer in every process that has the same time zone data. It
 * runs inside the coordinator core. Everything here may be used from every thread. Only {@link
 * dev.baton.common.schedule.CronDescription} may use a cron library, and it is not for the core.
 */
package dev.baton.common.schedule;
