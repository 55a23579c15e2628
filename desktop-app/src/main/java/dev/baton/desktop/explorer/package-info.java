/** The tree at the left: connections, jobs by namespace, coordinators, executors by group. */
package dev.baton.desktop.explorer;
