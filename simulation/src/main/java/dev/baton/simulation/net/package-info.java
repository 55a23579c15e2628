/**
 * The network: paths that are slow or cut, and links that behave as TCP does. One thread for each
 * world; nothing here knows real time, files or other threads.
 */
package dev.baton.simulation.net;
