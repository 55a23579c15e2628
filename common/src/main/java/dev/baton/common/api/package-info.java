/**
 * The operator API in Java: one record for each JSON object of {@code docs/openapi.yaml}, used by
 * the server, the command line and the workbench. Pure values, safe on every thread. A component
 * that may be absent is null, and is then left out of the JSON. Times are instants in UTC, lengths
 * of time are milliseconds in fields that end in {@code Ms}. Must not import the wire, nor anything
 * of coordinator or executor.
 */
package dev.baton.common.api;
