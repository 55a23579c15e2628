/**
 * How the words of the executor link are written as bytes: messages as CBOR ({@link
 * dev.baton.common.wire.codec.WireCodec}), in numbered frames ({@link
 * dev.baton.common.wire.codec.FrameWriter}, {@link dev.baton.common.wire.codec.FrameReader}). Knows
 * no socket: both ends put their own transport below it. Must not import Netty.
 */
package dev.baton.common.wire.codec;
