package dev.baton.executor.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ForkedHandlerMainTest {
  @Test
  void quotedTextIsJson() {
    String text = "a \"b\" \\ \n\t\u0000 天气 \uD83D\uDE00";
    assertEquals(text, JsonMapper.shared().readTree(ForkedHandlerMain.quote(text)).stringValue());
  }
}
