package io.carillon.model;

import java.time.Instant;

/// A receipt that came before we knew what it speaks of: kept 7 days for its other half.
public record Half(String carrier, Report.Receipt receipt, Instant at) {}
