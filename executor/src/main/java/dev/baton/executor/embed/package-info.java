/**
 * For programs that run tasks themselves: an executor within one's own process. Entry: {@link
 * dev.baton.executor.embed.EmbeddedExecutor}. Handlers are called on threads of their own, one for
 * each attempt.
 */
package dev.baton.executor.embed;
