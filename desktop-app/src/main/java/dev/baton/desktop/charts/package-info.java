/** Charts, drawn by JFreeChart: decimated, redrawn at most twice a second and only when visible. */
package dev.baton.desktop.charts;
