/** Measurements that run by command only. */
package dev.baton.benchmarks;
