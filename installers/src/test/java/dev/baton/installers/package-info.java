/** Smoke tests: each unpacks what was packed and starts it as its user would. */
package dev.baton.installers;
