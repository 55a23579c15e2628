package dev.baton.coordinator.peer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.cbor.CBORMapper;

/** Writes peer messages as the executor link's are written: CBOR, the word and the fields. */
public final class PeerCodec {
  /** A hello is the longest; two names. */
  public static final int MAX_BYTES = 4 * 1024;

  private static final CBORMapper MAPPER =
      CBORMapper.builder()
          .addMixIn(PeerMessage.class, Worded.class)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private PeerCodec() {}

  public static byte[] encode(PeerMessage message) {
    return MAPPER.writerFor(PeerMessage.class).writeValueAsBytes(message);
  }

  /**
   * @throws IOException if the bytes are no such message
   */
  public static PeerMessage decode(byte[] bytes) throws IOException {
    PeerMessage message;
    try {
      message = MAPPER.readValue(bytes, PeerMessage.class);
    } catch (RuntimeException e) {
      throw new IOException("not a peer message", e);
    }
    boolean empty =
        message == null
            || message instanceof PeerMessage.Hello(String id, String incarnation)
                && (id == null || incarnation == null);
    if (empty) {
      throw new IOException("an empty peer message");
    }
    return message;
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = PeerMessage.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = PeerMessage.Beat.class, name = "beat")
  })
  private interface Worded {}
}
