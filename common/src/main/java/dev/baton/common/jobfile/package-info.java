/**
 * The job file: text to {@link dev.baton.common.job.JobSpec} and back. {@link
 * dev.baton.common.jobfile.JobFile} reads and writes; what is wrong comes as {@link
 * dev.baton.common.jobfile.Problem}s with line and column, all at once.
 *
 * <p>Three layers: a parser (YAML or JSON) builds a tree of nodes that know their place, under
 * limits; readers turn the tree into the definition and collect problems; the writer does the
 * reverse. Pure; safe on every thread. Must not import the coordinator or the executor.
 */
package dev.baton.common.jobfile;
