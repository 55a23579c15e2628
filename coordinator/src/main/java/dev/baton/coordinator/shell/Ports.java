package dev.baton.coordinator.shell;

import dev.baton.coordinator.core.Effect;
import dev.baton.coordinator.core.fact.Batch;
import dev.baton.coordinator.election.ElectionPort;
import dev.baton.coordinator.store.CoreStore;
import java.util.function.Consumer;

/**
 * What the core's effects act on.
 *
 * @param publish takes each batch that is durable, in order; must not block
 * @param count takes what the core counts; must not block
 */
public record Ports(
    CoreStore store,
    ElectionPort election,
    LinkPort links,
    Consumer<Batch> publish,
    Consumer<Effect.Counted> count) {}
