/**
 * {@code baton drill}: puts faults on a lab of real processes and decides what held. The verifier
 * believes nothing that the product says of itself: it reads what the tasks themselves wrote, looks
 * at the machine's processes, and asks the API at the end. Entry: {@link
 * dev.baton.cli.drill.DrillCommand}. One thread.
 */
package dev.baton.cli.drill;
