/** The workbench: views and view models over the operator API. */
package dev.baton.desktop;
