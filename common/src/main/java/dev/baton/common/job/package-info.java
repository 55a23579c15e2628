/**
 * The definition of a job: schedules, tasks and policies as checked, immutable values. Maps are
 * sorted, so that iteration is the same in every process (the coordinator core depends on it).
 */
package dev.baton.common.job;
