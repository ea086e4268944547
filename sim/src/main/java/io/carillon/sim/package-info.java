/// The deterministic simulation: the engine on a seeded clock, store, carrier and crashes.
///
/// It finds what no example thinks of; a failing seed becomes a named test.
@NullMarked
package io.carillon.sim;

import org.jspecify.annotations.NullMarked;
