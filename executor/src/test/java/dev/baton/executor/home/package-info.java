/** Tests of the data directory: its lock, its fingerprint, what it remembers. */
package dev.baton.executor.home;
