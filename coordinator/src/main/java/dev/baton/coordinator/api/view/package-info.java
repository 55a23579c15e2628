/** Rows and facts in the words of {@code dev.baton.common.api}. Pure functions. */
package dev.baton.coordinator.api.view;
