/**
 * Incidents: what failed, why, what was done about it, and the proof that it worked. A list of them
 * all ({@link dev.baton.desktop.incidents.IncidentListModel}, which lives as long as the
 * connection) and an editor of one ({@link dev.baton.desktop.incidents.IncidentModel}). FX thread
 * only. Imports nothing of the inspector, of runs and of the timeline: these import it.
 */
package dev.baton.desktop.incidents;
