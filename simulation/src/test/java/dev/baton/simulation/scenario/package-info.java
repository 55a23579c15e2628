/**
 * The scenarios that {@code docs/protocol.md} names: each shows a rule at work, and that its
 * planted bug is found. {@link dev.baton.simulation.scenario.Scene} is the stage. One thread for
 * each scene; must not look into the cores.
 */
package dev.baton.simulation.scenario;
