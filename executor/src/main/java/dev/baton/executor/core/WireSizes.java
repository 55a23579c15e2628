package dev.baton.executor.core;

import dev.baton.common.id.AttemptId;
import dev.baton.common.wire.AttemptOutcome;
import java.util.Map;

/** Upper bounds of what things take on the wire, so that a hello never outgrows a message. */
final class WireSizes {
  /** Most bytes of attempts and outcomes in one hello; half of what a message may have. */
  static final int MAX_HELLO_BYTES = 8 * 1024 * 1024;

  /** Field names, numbers, times and enums of one outcome. */
  private static final int OUTCOME_OVERHEAD = 256;

  private static final int ATTEMPT_OVERHEAD = 64;
  private static final int TEXT_OVERHEAD = 5;

  private WireSizes() {}

  static int of(AttemptId attempt) {
    return ATTEMPT_OVERHEAD + of(attempt.task());
  }

  static int of(AttemptOutcome outcome) {
    int size = OUTCOME_OVERHEAD + of(outcome.attempt()) + of(outcome.message());
    for (Map.Entry<String, String> output : outcome.outputs().entrySet()) {
      size += of(output.getKey()) + of(output.getValue());
    }
    return size;
  }

  private static int of(String text) {
    int size = TEXT_OVERHEAD;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Half of a surrogate pair takes two of its four bytes.
      size += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return size;
  }
}
