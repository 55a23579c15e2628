package dev.baton.common.wire.codec;

import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.WireVersion;
import dev.baton.common.wire.codec.WireFormatException.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * Messages as CBOR: an array of the message's word and its fields by name. Fields that the reader
 * does not know are skipped, so that a newer end may add some; a word that it does not know is an
 * {@link Problem#UNKNOWN_WORD}. For every thread.
 */
public final class WireCodec {
  /** Grows when an older reader could no longer make sense of what a newer writer says. */
  public static final int WIRE_VERSION = WireVersion.CURRENT;

  private static final CBORMapper MAPPER = WireMapper.create();
  private static final Format<ExecutorMessage> EXECUTOR = new Format<>(ExecutorMessage.class);
  private static final Format<CoordinatorMessage> COORDINATOR =
      new Format<>(CoordinatorMessage.class);
  private static final Format<Greeting> GREETING = new Format<>(Greeting.class);

  private WireCodec() {}

  /**
   * @throws WireFormatException TOO_LARGE
   */
  public static byte[] encode(ExecutorMessage message) throws WireFormatException {
    return EXECUTOR.encode(message);
  }

  /**
   * @throws WireFormatException TOO_LARGE
   */
  public static byte[] encode(CoordinatorMessage message) throws WireFormatException {
    return COORDINATOR.encode(message);
  }

  public static byte[] encode(Greeting greeting) throws WireFormatException {
    return GREETING.encode(greeting);
  }

  /**
   * @throws WireFormatException MALFORMED, UNKNOWN_WORD, TOO_LARGE
   */
  public static ExecutorMessage decodeExecutorMessage(byte[] bytes) throws WireFormatException {
    return EXECUTOR.decode(bytes);
  }

  /**
   * @throws WireFormatException MALFORMED, UNKNOWN_WORD, TOO_LARGE
   */
  public static CoordinatorMessage decodeCoordinatorMessage(byte[] bytes)
      throws WireFormatException {
    return COORDINATOR.decode(bytes);
  }

  /**
   * @throws WireFormatException MALFORMED, TOO_LARGE
   */
  public static Greeting decodeGreeting(byte[] bytes) throws WireFormatException {
    return GREETING.decode(bytes);
  }

  private static final class Format<T> {
    private final ObjectWriter writer;
    private final ObjectReader reader;

    Format(Class<T> type) {
      writer = MAPPER.writerFor(type);
      reader = MAPPER.readerFor(type);
    }

    byte[] encode(T message) throws WireFormatException {
      byte[] bytes = writer.writeValueAsBytes(message);
      checkLength(bytes);
      return bytes;
    }

    T decode(byte[] bytes) throws WireFormatException {
      checkLength(bytes);
      T message;
      try {
        message = reader.readValue(bytes);
      } catch (InvalidTypeIdException e) {
        throw new WireFormatException(
            Problem.UNKNOWN_WORD, "no message of this version: " + e.getOriginalMessage(), e);
      } catch (RuntimeException e) {
        // Whatever the bytes did to the parser: some make Jackson throw a NullPointerException.
        throw new WireFormatException(Problem.MALFORMED, "not a message: " + reason(e), e);
      }
      if (message == null) {
        throw new WireFormatException(Problem.MALFORMED, "not a message: nothing");
      }
      return message;
    }

    private static String reason(RuntimeException e) {
      return e instanceof JacksonException jackson ? jackson.getOriginalMessage() : e.getMessage();
    }

    private static void checkLength(byte[] bytes) throws WireFormatException {
      if (bytes.length > Frames.MAX_MESSAGE_BYTES) {
        throw new WireFormatException(
            Problem.TOO_LARGE,
            "a message of "
                + bytes.length
                + " bytes is longer than the limit of "
                + Frames.MAX_MESSAGE_BYTES);
      }
    }
  }
}
