package io.carillon.model;

import java.time.Instant;

/// When something that opens the door was shown last, and from which IP address.
public record Sighting(Instant at, String address) {}
