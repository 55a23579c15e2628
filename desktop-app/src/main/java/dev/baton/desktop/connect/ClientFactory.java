package dev.baton.desktop.connect;

import dev.baton.common.api.client.BatonClient;
import dev.baton.common.api.client.ClientSettings;

/** Makes clients; tests bring their own. */
public interface ClientFactory {
  BatonClient open(ClientSettings settings);
}
