package dev.baton.cli.drill;

import java.util.List;

/**
 * What a drill showed.
 *
 * @param held whether everything promised held
 * @param lines figures and violations, for people
 */
record Finding(String drill, boolean held, List<String> lines) {
  Finding {
    lines = List.copyOf(lines);
  }
}
