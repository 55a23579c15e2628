/** {@code baton run}: start, watch, read and rerun. */
package dev.baton.cli.run;
