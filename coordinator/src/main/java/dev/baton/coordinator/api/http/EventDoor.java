package dev.baton.coordinator.api.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

/** Turns a request for events into an event stream. */
public interface EventDoor {
  /** Status of an {@link Answer} that lets the request in. */
  int ADMITTED = 101;

  /**
   * Whether the stream may begin; may block.
   *
   * @return an answer with the status {@link #ADMITTED}; any other is written as it is
   * @throws ProblemFailure if not
   */
  Answer admit(Request request) throws InterruptedException;

  /**
   * Takes the connection over, on its event loop.
   *
   * @param leave takes the plumbing of plain requests out of the pipeline
   */
  void open(ChannelHandlerContext ctx, Runnable leave, HttpRequest upgrade, Request request);
}
