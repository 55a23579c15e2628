package dev.baton.simulation.node;

import dev.baton.common.id.AttemptId;
import dev.baton.common.id.Incarnation;
import dev.baton.common.wire.AttemptOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** An executor's data directory: what is in it survives its process. */
final class Disk {
  final TreeMap<AttemptId, AttemptOutcome> journal = new TreeMap<>();
  final List<Incarnation> incarnations = new ArrayList<>();
  String clusterId = "";
  long highestEpoch;
}
