/**
 * The visual language: palettes, status shapes and colours, fonts, icons.
 *
 * <p>Colours are named once, in {@link dev.baton.desktop.theme.Palette}; style sheets and canvases
 * both take them from there. {@link dev.baton.desktop.theme.Themes} switches between light and
 * dark. FX thread only, apart from the palette, which is a value. Imports nothing of the features.
 */
package dev.baton.desktop.theme;
