package dev.baton.coordinator.peer;

import dev.baton.common.wire.codec.FrameReader;
import dev.baton.common.wire.codec.FrameWriter;
import dev.baton.common.wire.codec.Frames;
import dev.baton.common.wire.codec.Greeting;
import dev.baton.common.wire.codec.WireCodec;
import dev.baton.common.wire.codec.WireFormatException;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The dialling end of a peer link. Reading is for one thread, writing for any. */
final class PeerSocket implements Closeable {
  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final FrameReader reader = new FrameReader(PeerCodec.MAX_BYTES);
  private final FrameWriter writer = new FrameWriter();

  private PeerSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /**
   * Connects, greets and says hello.
   *
   * @param tls null = plain
   * @throws java.net.ConnectException if the connection was refused, among others
   */
  static PeerSocket dial(
      InetSocketAddress address, SSLContext tls, String token, PeerMessage.Hello hello, int limitMs)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address, limitMs);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(limitMs);
      if (tls != null) {
        SSLSocket secure =
            (SSLSocket)
                tls.getSocketFactory()
                    .createSocket(socket, address.getHostString(), address.getPort(), true);
        secure.startHandshake();
        socket = secure;
      }
      PeerSocket peer = new PeerSocket(socket);
      peer.write(
          WireCodec.encode(new Greeting(WireCodec.WIRE_VERSION, Greeting.Role.COORDINATOR, token)));
      peer.send(hello);
      return peer;
    } catch (IOException | WireFormatException e) {
      socket.close();
      throw e instanceof IOException io ? io : new IOException(e);
    }
  }

  void send(PeerMessage message) throws IOException {
    write(PeerCodec.encode(message));
  }

  private synchronized void write(byte[] message) throws IOException {
    try {
      for (byte[] frame : writer.frames(message)) {
        out.write(frame);
      }
    } catch (WireFormatException e) {
      throw new IOException(e);
    }
    out.flush();
  }

  /**
   * The next message.
   *
   * @param limitMs 0 = wait for ever
   * @throws java.net.SocketTimeoutException if none has begun by then; the link is usable still
   * @throws IOException the link is over
   */
  PeerMessage receive(int limitMs) throws IOException {
    while (true) {
      socket.setSoTimeout(limitMs);
      int first = in.read();
      if (first < 0) {
        throw new IOException("the other end has closed the link");
      }
      socket.setSoTimeout(0);
      byte[] rest = in.readNBytes(Frames.LENGTH_BYTES - 1);
      if (rest.length < Frames.LENGTH_BYTES - 1) {
        throw new IOException("the link ended within a frame");
      }
      int length = first << 24 | (rest[0] & 0xff) << 16 | (rest[1] & 0xff) << 8 | (rest[2] & 0xff);
      if (length < 0 || length > PeerCodec.MAX_BYTES) {
        throw new IOException("a frame of " + length + " bytes");
      }
      byte[] frame = new byte[length];
      in.readFully(frame);
      Optional<byte[]> message;
      try {
        message = reader.accept(frame);
      } catch (WireFormatException e) {
        throw new IOException(e);
      }
      if (message.isPresent()) {
        return PeerCodec.decode(message.get());
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use either way.
    }
  }
}
