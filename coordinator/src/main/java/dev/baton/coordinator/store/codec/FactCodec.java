package dev.baton.coordinator.store.codec;

import dev.baton.coordinator.core.fact.Fact;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/** The facts of one batch as bytes: CBOR, deflated where that pays. */
public final class FactCodec {
  private static final TypeReference<List<Fact>> FACTS = new TypeReference<>() {};
  private static final ObjectWriter WRITER = Mappers.CBOR.writerFor(FACTS);
  private static final ObjectReader READER = Mappers.CBOR.readerFor(FACTS);

  private FactCodec() {}

  public static byte[] encode(List<Fact> facts) {
    return Packing.pack(WRITER.writeValueAsBytes(facts));
  }

  /**
   * @throws UnreadableException if the bytes are damaged, or hold a kind of fact that this version
   *     does not know
   */
  public static List<Fact> decode(byte[] bytes) {
    try {
      List<Fact> facts = READER.readValue(Packing.unpack(bytes));
      return List.copyOf(facts);
    } catch (JacksonException e) {
      throw new UnreadableException(
          "Stored events cannot be read: they are damaged or were written by a newer version of"
              + " Baton.",
          e);
    }
  }
}
