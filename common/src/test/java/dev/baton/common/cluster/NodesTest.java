package dev.baton.common.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.baton.common.job.SortedMaps;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodesTest {
  @Test
  void nodesAreReadAsTheyWereWritten() {
    LeaderNode leader = new LeaderNode("c1", "i1", 7, "h:7070", "h:7071");
    assertEquals(leader, LeaderNode.parse(leader.toBytes()));
    CoordinatorNode node = new CoordinatorNode("c1", "i1", "h:7070", "h:7071");
    assertEquals(node, CoordinatorNode.parse(node.toBytes()));
    ExecutorNode executor =
        new ExecutorNode(
            "e1",
            "i1",
            "default",
            SortedMaps.copyOf(Map.of("disk", "ssd")),
            4,
            List.of("report"),
            "1.0",
            "h",
            17);
    assertEquals(executor, ExecutorNode.parse(executor.toBytes()));
    assertEquals("/baton/executors/e1@i1", executor.path());
  }

  @Test
  void whatIsNoNodeIsRefusedWithOneKindOfException() {
    for (String text : new String[] {"", "null", "[1]", "{\"id\":\"c1\"}", "x"}) {
      assertThrows(
          IllegalArgumentException.class, () -> LeaderNode.parse(text.getBytes(UTF_8)), text);
    }
    assertThrows(IllegalArgumentException.class, () -> LeaderNode.parse(null));
  }
}
