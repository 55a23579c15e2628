/** Tests against a real ZooKeeper server in this process. */
package dev.baton.executor.registry;
