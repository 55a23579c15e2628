/** {@code baton ledger}: promised fire times against runs. One thread; talks HTTP only. */
package dev.baton.cli.ledger;
