package dev.baton.executor.journal;

import dev.baton.common.id.AttemptId;
import dev.baton.common.wire.ExecutorMessage;
import dev.baton.common.wire.ExecutorMessage.ArtifactChunk;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that an attempt left: the bytes as they are, cut into chunks of one length, and beside
 * them a small file that says whose they are, written once the bytes are there.
 */
final class SpooledArtifact extends SpooledFile {
  static final String SUFFIX = ".artifact";
  private static final String BYTES_SUFFIX = ".bytes";

  final String name;
  private final Path described;
  private final Path content;
  private final long sizeBytes;
  private final int chunkLength;

  private SpooledArtifact(
      AttemptId attempt, String name, Path described, long sizeBytes, int chunkLength) {
    super(attempt);
    this.name = name;
    this.described = described;
    this.content = content(described);
    this.sizeBytes = sizeBytes;
    this.chunkLength = chunkLength;
  }

  private static Path content(Path described) {
    return described.resolveSibling(described.getFileName() + BYTES_SUFFIX);
  }

  /** Takes the file over: moves it, or copies it where it lies on another disk. */
  static SpooledArtifact take(
      AttemptId attempt, String name, Path source, Path described, int chunkLength)
      throws IOException {
    Path content = content(described);
    Files.move(source, content, StandardCopyOption.REPLACE_EXISTING);
    long sizeBytes = Files.size(content);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(SpooledLog.name(attempt));
    out.writeUTF(name);
    out.writeLong(sizeBytes);
    out.writeInt(chunkLength);
    Files.write(described, bytes.toByteArray());
    return new SpooledArtifact(attempt, name, described, sizeBytes, chunkLength);
  }

  /** Opens one of an earlier process life. */
  static SpooledArtifact open(Path described) throws IOException {
    DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(described)));
    AttemptId attempt = SpooledLog.readName(in);
    SpooledArtifact artifact =
        new SpooledArtifact(attempt, in.readUTF(), described, in.readLong(), in.readInt());
    if (Files.size(artifact.content) != artifact.sizeBytes || artifact.chunkLength < 1) {
      throw new IOException("its bytes are not the ones that were kept");
    }
    return artifact;
  }

  @Override
  int chunks() {
    return Math.max(1, Math.toIntExact((sizeBytes + chunkLength - 1) / chunkLength));
  }

  @Override
  boolean complete() {
    return true;
  }

  @Override
  int chunkBytes(int number) {
    return (int) Math.min(chunkLength, sizeBytes - (long) number * chunkLength);
  }

  @Override
  ExecutorMessage read(int number) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(chunkBytes(number));
    try (FileChannel channel = FileChannel.open(content, StandardOpenOption.READ)) {
      long start = (long) number * chunkLength;
      while (buffer.hasRemaining() && channel.read(buffer, start + buffer.position()) >= 0) {}
    }
    return new ArtifactChunk(attempt, name, number, buffer.array(), number == chunks() - 1);
  }

  @Override
  long diskBytes() {
    return sizeBytes + SpoolLimits.FILE_BYTES;
  }

  @Override
  void delete() throws IOException {
    Files.deleteIfExists(described);
    Files.deleteIfExists(content);
  }
}
