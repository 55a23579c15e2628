/**
 * Plumbing of the operator API: connections, requests, routes, problems. {@link
 * dev.baton.coordinator.api.http.RequestGate} stands at the door of each connection on its event
 * loop; {@link dev.baton.coordinator.api.http.RequestWorker} runs handlers on virtual threads.
 * Knows nothing of jobs and runs.
 */
package dev.baton.coordinator.api.http;
