/**
 * Pictures for the documentation, of the real workbench on a real cluster. Started by {@link
 * dev.baton.uitests.pictures.PictureMain}; no test.
 */
package dev.baton.uitests.pictures;
