/**
 * Words for what the file system refuses. For programs; the core and definitions do not touch
 * files.
 */
package dev.baton.common.file;
