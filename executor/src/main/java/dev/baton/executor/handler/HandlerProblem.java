package dev.baton.executor.handler;

/**
 * Why a jar or a handler of it can't be used; the others can.
 *
 * @param source the jar's file name, or whatever else it came from
 * @param message what happened and what can be done
 */
public record HandlerProblem(String source, String message) {}
