/** The coordinator: a pure core that decides, and the store, links and interfaces around it. */
package dev.baton.coordinator;
