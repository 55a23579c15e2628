package dev.baton.executor.link;

import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.codec.FrameReader;
import dev.baton.common.wire.codec.FrameWriter;
import dev.baton.common.wire.codec.Frames;
import dev.baton.common.wire.codec.Greeting;
import dev.baton.common.wire.codec.WireCodec;
import dev.baton.common.wire.codec.WireFormatException;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;

/** The coordinator's end of one link, on a plain socket; for one reading and one writing thread. */
public final class CoordinatorEnd implements Closeable {
  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final FrameReader reader = new FrameReader(Frames.MAX_MESSAGE_BYTES);
  private final FrameWriter writer = new FrameWriter();

  /** Reads the greeting. */
  public final Greeting greeting;

  public CoordinatorEnd(Socket socket) throws IOException, WireFormatException {
    this.socket = socket;
    socket.setSoTimeout(20_000);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    greeting = WireCodec.decodeGreeting(message());
  }

  private byte[] message() throws IOException, WireFormatException {
    while (true) {
      byte[] frame = new byte[in.readInt()];
      in.readFully(frame);
      Optional<byte[]> message = reader.accept(frame);
      if (message.isPresent()) {
        return message.get();
      }
    }
  }

  public ExecutorMessage hear() throws IOException, WireFormatException {
    return WireCodec.decodeExecutorMessage(message());
  }

  /** The next message of that kind; others before it are passed over. */
  public <T extends ExecutorMessage> T hear(Class<T> kind) throws IOException, WireFormatException {
    while (true) {
      ExecutorMessage message = hear();
      if (kind.isInstance(message)) {
        return kind.cast(message);
      }
    }
  }

  public void say(CoordinatorMessage message) throws IOException, WireFormatException {
    for (byte[] frame : frames(message)) {
      out.write(frame);
    }
    out.flush();
  }

  /** Frames of a message, their numbers used up, to be written as the test likes. */
  public java.util.List<byte[]> frames(CoordinatorMessage message) throws WireFormatException {
    return writer.frames(WireCodec.encode(message));
  }

  public void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Whether the executor has closed the link, after whatever it has still said. */
  public boolean isClosedByPeer() throws IOException {
    try {
      while (in.read() >= 0) {}
      return true;
    } catch (EOFException | java.net.SocketException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
