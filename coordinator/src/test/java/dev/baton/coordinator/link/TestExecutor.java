package dev.baton.coordinator.link;

import dev.baton.common.wire.CoordinatorMessage;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.codec.FrameReader;
import dev.baton.common.wire.codec.FrameWriter;
import dev.baton.common.wire.codec.Frames;
import dev.baton.common.wire.codec.Greeting;
import dev.baton.common.wire.codec.WireCodec;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;

/** The other end of an executor link, for tests: plain blocking calls. */
final class TestExecutor implements Closeable {
  private static final int PATIENCE_MS = 10_000;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final FrameReader reader = new FrameReader(Frames.MAX_MESSAGE_BYTES);
  private final FrameWriter writer = new FrameWriter();

  private TestExecutor(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MS);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  static TestExecutor connect(int port) throws IOException {
    return new TestExecutor(port);
  }

  static TestExecutor greet(int port, String token) throws Exception {
    TestExecutor executor = connect(port);
    executor.send(
        WireCodec.encode(new Greeting(WireCodec.WIRE_VERSION, Greeting.Role.EXECUTOR, token)));
    return executor;
  }

  void send(ExecutorMessage message) throws Exception {
    send(WireCodec.encode(message));
  }

  void send(byte[] message) throws Exception {
    for (byte[] frame : writer.frames(message)) {
      sendRaw(frame);
    }
  }

  void sendRaw(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Empty at the end of the link. */
  Optional<CoordinatorMessage> receive() throws Exception {
    while (true) {
      byte[] frame;
      try {
        frame = new byte[in.readInt()];
        in.readFully(frame);
      } catch (EOFException | java.net.SocketException e) {
        return Optional.empty();
      }
      Optional<byte[]> message = reader.accept(frame);
      if (message.isPresent()) {
        return Optional.of(WireCodec.decodeCoordinatorMessage(message.get()));
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
