/**
 * The fire ledger: what schedules promised against what became of it, matched one to one. Pure: no
 * clock, no I/O, no state; any thread.
 */
package dev.baton.common.ledger;
