/**
 * What people write java handlers against. Entry: {@link dev.baton.executor.api.BatonHandler} and
 * {@link dev.baton.executor.api.TaskContext}. Stable and small; imports nothing but the JDK,
 * because each handler jar has a class loader of its own and shares only this package with the
 * executor.
 */
package dev.baton.executor.api;
