/** Flows through the workbench, each against a real coordinator and real executors. */
package dev.baton.uitests;
