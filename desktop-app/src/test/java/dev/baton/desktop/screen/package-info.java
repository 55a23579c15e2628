/** What tests need to put something on a screen; ui-tests uses it too. */
package dev.baton.desktop.screen;
