/**
 * Coordinators and executors: the real cores, each with a simulated shell around it. One thread for
 * each world; nothing here knows real time, files or other threads.
 */
package dev.baton.simulation.node;
