package dev.baton.cli.lab;

/** The hosts of a lab's executors: their cables can be pulled. */
public final class LabHosts {
  private final HostNetwork network;

  LabHosts(HostNetwork network) {
    this.network = network;
  }

  /** Nothing reaches the executor's host or leaves it, and nobody is told. */
  public void unplug(String executor) {
    network.unplug(number(executor));
  }

  /** What is sent to the executor's host is lost. */
  public void deafen(String executor) {
    network.deafen(number(executor));
  }

  /** What the executor's host sends is lost. */
  public void mute(String executor) {
    network.mute(number(executor));
  }

  /** Undoes all three. */
  public void plug(String executor) {
    network.plug(number(executor));
  }

  /** So many percent of the packets to and from the executor's host are lost. */
  public void lose(String executor, int percent) {
    network.ends(number(executor)).forEach(end -> end.lose(percent));
  }

  /** So many percent of the packets, each way, are overtaken by others. */
  public void reorder(String executor, int percent) {
    network.ends(number(executor)).forEach(end -> end.reorder(percent));
  }

  /** Undoes both. */
  public void smooth(String executor) {
    network.ends(number(executor)).forEach(PacketFate::smooth);
  }

  private static int number(String executor) {
    String prefix = "executor-";
    if (!executor.startsWith(prefix)) {
      throw new LabException(executor + " is no executor");
    }
    return Integer.parseInt(executor.substring(prefix.length()));
  }
}
