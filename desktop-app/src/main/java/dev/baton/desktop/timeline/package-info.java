/**
 * The failover timeline: who led when, which executors were there, what could not be reached; on a
 * time axis and as a list.
 */
package dev.baton.desktop.timeline;
