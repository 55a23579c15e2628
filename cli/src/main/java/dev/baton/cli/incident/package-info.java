/** {@code baton incident}: incidents on the command line. One thread; talks HTTP only. */
package dev.baton.cli.incident;
