/**
 * The graph of a job's tasks, and what a rerun runs of it. Pure and deterministic: lists come in
 * file order or in the order said. Safe on every thread. Imports the model only; it runs inside the
 * coordinator core.
 */
package dev.baton.common.graph;
