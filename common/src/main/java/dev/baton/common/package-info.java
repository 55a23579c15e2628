/** The words and formats that coordinator and executor share: model, schedules, wire messages. */
package dev.baton.common;
