/** The graph of a job's tasks, as pure values. */
package dev.baton.common.graph;
