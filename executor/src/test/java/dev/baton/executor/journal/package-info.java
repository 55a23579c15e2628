/** Tests of what is kept on disk: restarts, torn tails, full disks, limits. */
package dev.baton.executor.journal;
