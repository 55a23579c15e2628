package dev.baton.cli.lab;

import dev.baton.cli.lab.relay.Door;
import java.util.ArrayList;
import java.util.List;

/** Which addresses members of a new lab use for each other, and the relay's doors for that. */
final class Wires {
  private static final String LOOPBACK = "127.0.0.1";

  /** Loopback too, so that a door can have its target's own port. */
  private static final String RELAY = "127.0.1.1";

  private final Wiring wiring;
  private final HostNetwork network;
  private final List<Door> doors = new ArrayList<>();

  /**
   * @param network null unless the wiring is HOSTS
   */
  Wires(Wiring wiring, HostNetwork network) {
    this.wiring = wiring;
    this.network = network;
  }

  /** Where all members reach what listens on that port. */
  String address(String target, int port) {
    if (!wiring.relaysAll()) {
      return LOOPBACK + ":" + port;
    }
    doors.add(new Door(target, host(), port, port, ""));
    return host() + ":" + port;
  }

  /** The port at which one coordinator reaches the store. */
  int storePort(String coordinator, int port) {
    if (!wiring.relaysStore()) {
      return port;
    }
    int own = FreePorts.take(1).getFirst();
    doors.add(new Door(Lab.STORE, LOOPBACK, own, port, coordinator));
    return own;
  }

  /** What others dial to reach a coordinator. */
  String host() {
    if (!wiring.relaysAll()) {
      return LOOPBACK;
    }
    return network == null ? RELAY : network.host();
  }

  List<Door> doors() {
    return doors;
  }
}
