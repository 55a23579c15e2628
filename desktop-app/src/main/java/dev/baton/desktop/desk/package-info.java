/**
 * What the features share: what is selected, where one can go, how to ask and to tell. Features
 * know each other only through this; the frame fills it in. FX thread only.
 */
package dev.baton.desktop.desk;
