/** Tests of the executor's decisions: inputs go in, effects are compared as values. */
package dev.baton.executor.core;
