/**
 * What an executor keeps on disk until a coordinator has acknowledged it: outcomes ({@link
 * dev.baton.executor.journal.OutcomeJournal}), and logs and artifacts ({@link
 * dev.baton.executor.journal.Spool}). The journal has one thread of its own; the spool is called on
 * the threads of attempts and of the shipper. Must not import the executor's core or link.
 */
package dev.baton.executor.journal;
