package dev.baton.common.api;

import java.util.List;

/**
 * What went wrong with a request (RFC 9457).
 *
 * @param type {@code urn:baton:problem:} and the code
 * @param title what kind of thing it is, always the same for the code
 * @param detail what happened, what was done about it, and what one can do
 * @param instance the path that was asked for
 * @param code a word for programs, for example {@code not-found}
 * @param field the parameter or the body's field that is wrong; null where it is none
 * @param problems what is wrong in a job file; null for other problems
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String code,
    String field,
    List<FileProblem> problems) {
  public static final String TYPE_PREFIX = "urn:baton:problem:";
}
