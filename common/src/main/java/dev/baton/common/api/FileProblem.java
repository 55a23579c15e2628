package dev.baton.common.api;

/**
 * Something wrong in a job file.
 *
 * @param line from 1; 0 = the file as a whole
 * @param column from 1; 0 = the whole line
 * @param path of the value, for example {@code tasks[1].after[0]}; may be empty
 * @param fix what to do about it; may be null
 */
public record FileProblem(int line, int column, String path, String message, String fix) {}
