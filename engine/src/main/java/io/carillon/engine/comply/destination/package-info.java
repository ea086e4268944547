/// Whether a message may go to where it goes: the countries that an account allows, and the guard
/// against traffic that is made up for its price ("pumping").
///
/// It looks at the recipient's number and country and what a message is for, never at what it says.
/// Start at `DestinationCheck`, then `PumpingCheck`.
@NullMarked
package io.carillon.engine.comply.destination;

import org.jspecify.annotations.NullMarked;
