/// What tests are made of: contracts, a manual clock, seeded ids, a store in memory, fakes that
/// behave.
///
/// Used in test scope only; it never knows a real protocol or database. Start at `MemoryStore`,
/// then the contracts that it and the real stores keep.
@NullMarked
package io.carillon.testkit;

import org.jspecify.annotations.NullMarked;
