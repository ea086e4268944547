package io.carillon.model;

import java.time.Instant;

/// When something was changed, and by whom.
public record Occasion(Instant at, Author author) {}
