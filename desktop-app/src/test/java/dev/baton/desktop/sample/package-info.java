/**
 * A cluster that exists only in memory and always looks the same: for pictures of the workbench and
 * for tests of view models. Flows run against a real one, in ui-tests.
 */
package dev.baton.desktop.sample;
