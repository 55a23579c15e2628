package dev.baton.common.api;

/**
 * @param status {@code UP} or {@code DOWN}
 * @param detail for people; may be null
 */
public record HealthView(String status, CoordinatorRole role, Long epoch, String detail) {}
