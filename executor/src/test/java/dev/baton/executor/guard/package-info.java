/** Tests with real JVMs that are killed and frozen, and of the guard's own formats. */
package dev.baton.executor.guard;
