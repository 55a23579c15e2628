/**
 * Words on the screen: English and Simplified Chinese, times and lengths of time.
 *
 * <p>Every text a user reads comes from the bundle {@code texts}; a test holds both languages
 * complete and every key used. Values, safe on every thread. Imports nothing of the features.
 */
package dev.baton.desktop.i18n;
