/**
 * The words of the executor link: what an executor and a coordinator say to each other, and how it
 * is written as bytes. The messages are pure values and travel through the simulation as they are;
 * the codec is beside them. Rules of the conversation: {@code docs/protocol.md}.
 */
package dev.baton.common.wire;
