/** Small pure helpers for what people read and write. Imports nothing of this project. */
package dev.baton.common.text;
