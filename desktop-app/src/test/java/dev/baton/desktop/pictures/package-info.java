/**
 * Pictures of the real workbench over the sample cluster, for the documentation and for eyes that
 * look for faults. Started by {@link dev.baton.desktop.pictures.PictureMain}.
 */
package dev.baton.desktop.pictures;
