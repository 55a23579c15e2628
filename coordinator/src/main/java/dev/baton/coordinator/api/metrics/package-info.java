/** What is counted and measured in a coordinator, for Prometheus and for the cluster page. */
package dev.baton.coordinator.api.metrics;
