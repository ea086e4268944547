package io.carillon.model;

import java.time.Instant;

/// By what a delivery that is kept is known again, as long as the far end may not know that we have
/// it.
///
/// @param whose the message, or the stray, that it became part of
/// @param part which part of it, from 1; 1 where it is whole
/// @param mark a keyed hash of what was delivered, by whom, from whom and to whom
/// @param at when it came
public record Print(Id whose, int part, Id mark, Instant at) {}
