/** Words of incidents that coordinator, clients and screens share. Immutable; no I/O. */
package dev.baton.common.incident;
