package dev.baton.common.schedule;

import dev.baton.common.text.Nearest;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads the names of time zones. */
public final class Zones {
  private static final int MAX_HINTS = 3;

  private Zones() {}

  /**
   * The zone of an IANA name such as {@code Asia/Shanghai} or {@code UTC}.
   *
   * @throws ScheduleSyntaxException with the nearest names, if there is no such zone
   */
  public static ZoneId parse(String name) {
    Set<String> names = ZoneRulesProvider.getAvailableZoneIds();
    if (names.contains(name)) {
      return ZoneId.of(name);
    }
    SortedSet<String> known = new TreeSet<>(names);
    List<String> near = near(name.strip(), known);
    throw new ScheduleSyntaxException(
        "there is no time zone '" + CronParser.Word.shorten(name) + "'",
        1,
        near.isEmpty()
            ? "use an IANA name such as Asia/Shanghai, Europe/Berlin or UTC"
            : "did you mean " + String.join(", ", near) + "?");
  }

  private static List<String> near(String name, SortedSet<String> known) {
    String usual = usualName(name.toLowerCase(Locale.ROOT));
    if (usual != null) {
      return List.of(usual);
    }
    // The place alone, such as Berlin, or the place under a wrong continent.
    String place = place(name);
    List<String> samePlace = new ArrayList<>();
    for (String id : known) {
      if (place(id).equalsIgnoreCase(place) && !id.startsWith("SystemV/")) {
        samePlace.add(id);
      }
    }
    if (!samePlace.isEmpty()) {
      return samePlace.subList(0, Math.min(MAX_HINTS, samePlace.size()));
    }
    List<String> near = Nearest.to(name, known, MAX_HINTS);
    if (!near.isEmpty() || place.length() < 4) {
      return near;
    }
    List<String> places = known.stream().map(Zones::place).distinct().toList();
    List<String> found = new ArrayList<>();
    for (String nearPlace : Nearest.to(place, places, MAX_HINTS)) {
      for (String id : known) {
        if (place(id).equals(nearPlace) && found.size() < MAX_HINTS) {
          found.add(id);
        }
      }
    }
    return found;
  }

  /** What people often write for a zone that has another name. */
  private static String usualName(String lower) {
    return switch (lower) {
      case "beijing", "asia/beijing", "china", "asia/shenzhen", "asia/guangzhou" -> "Asia/Shanghai";
      case "z", "zulu time", "gmt+0", "utc+0", "+00:00" -> "UTC";
      case "gmt+8", "utc+8", "+08:00", "+8" -> "Asia/Shanghai";
      default -> null;
    };
  }

  private static String place(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }
}
