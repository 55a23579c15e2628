/**
 * Time as an argument: readings taken by the shell and handed to pure code; and the clock that the
 * shells take them from.
 */
package dev.baton.common.time;
