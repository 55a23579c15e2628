/**
 * The java handlers of the weather sample: one year's figures, and the report with its chart. They
 * use nothing but the executor's handler API, as any team's handler jar would.
 */
package dev.baton.samples.weather;
