package dev.baton.common.wire.codec;

/**
 * The layout of a frame: 4 bytes length of what follows, 8 bytes number, then a message or a part
 * of one; all numbers big-endian. The first frame on a link is number 1, in each direction. A
 * message longer than one frame is cut; all its frames but the last have {@link #MORE} set in their
 * number.
 */
public final class Frames {
  public static final int LENGTH_BYTES = 4;
  public static final int NUMBER_BYTES = 8;

  /** Most that the length field may say. */
  public static final int MAX_FRAME_BYTES = 1024 * 1024;

  /** Most bytes of a message in one frame. */
  public static final int MAX_PART_BYTES = MAX_FRAME_BYTES - NUMBER_BYTES;

  /** Most bytes of one message; only a hello with a long journal needs more than one frame. */
  public static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

  /** Most bytes of the greeting, before which nobody is known. */
  public static final int MAX_GREETING_BYTES = 4 * 1024;

  /** Set in a frame's number: the message goes on in the next frame. */
  public static final long MORE = Long.MIN_VALUE;

  private Frames() {}
}
