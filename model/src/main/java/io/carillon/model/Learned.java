package io.carillon.model;

import java.time.Instant;

/// The network that a number was last seen on. The number itself does not stand here.
///
/// @param mark a keyed hash of the number
/// @param at when it was learned
public record Learned(long mark, Network network, NumberFacts.Source source, Instant at) {}
