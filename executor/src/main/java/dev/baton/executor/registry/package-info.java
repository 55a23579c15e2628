/**
 * ZooKeeper as executors use it: an ephemeral node that shows this executor, and the leader's
 * address. Everything works without it where coordinators are named. Calls back on Curator's
 * threads. Must not import the core or the link.
 */
package dev.baton.executor.registry;
