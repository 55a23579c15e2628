/** The executor: dials the leading coordinator, runs attempts and reports what came of them. */
package dev.baton.executor;
