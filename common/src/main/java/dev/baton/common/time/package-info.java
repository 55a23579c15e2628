/** Time as an argument: readings taken by the shell and handed to pure code. */
package dev.baton.common.time;
