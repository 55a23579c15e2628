package dev.baton.common.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZonesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Asia/Shangai | did you mean Asia/Shanghai?",
        "asia/shanghai | did you mean Asia/Shanghai?",
        "Asia/Beijing | did you mean Asia/Shanghai?",
        "Shanghai | did you mean Asia/Shanghai?",
        "Europe/Berln | did you mean Europe/Berlin?",
        "+08:00 | did you mean Asia/Shanghai?",
        "Milky_Way/Betelgeuse | use an IANA name such as Asia/Shanghai, Europe/Berlin or UTC",
        "Qwxyz/Vvvvv | use an IANA name such as Asia/Shanghai, Europe/Berlin or UTC",
      })
  void anUnknownZoneGetsTheNearestNames(String name, String fix) {
    ScheduleSyntaxException fault =
        assertThrows(ScheduleSyntaxException.class, () -> Zones.parse(name));
    assertEquals(fix, fault.fix());
  }

  @Test
  void readsIanaNames() {
    assertEquals(ZoneId.of("Asia/Shanghai"), Zones.parse("Asia/Shanghai"));
    assertEquals(ZoneId.of("UTC"), Zones.parse("UTC"));
  }
}
