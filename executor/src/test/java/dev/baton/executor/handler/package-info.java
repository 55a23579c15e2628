/** Handler jars are compiled in the tests themselves. */
package dev.baton.executor.handler;
