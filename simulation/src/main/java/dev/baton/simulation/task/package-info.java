/**
 * Process trees and their guards: the truth about what runs. One thread for each world; nothing
 * here knows real time, files or other threads.
 */
package dev.baton.simulation.task;
