/** Tests of the command line and of what it says when it is wrong. */
package dev.baton.executor.start;
