/** The example of embedding, run. */
package dev.baton.executor.embed;
