/** Tests of the connection, against a coordinator's end made of a plain socket. */
package dev.baton.executor.link;
