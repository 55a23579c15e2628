/** Sub-commands that hand over to another program of Baton, with its own options. */
package dev.baton.cli.program;
