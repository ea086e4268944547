/// Whether a sender may write to a country: the rules of countries for names and short codes, the
/// registrations that numbers need, and what accounts set of it.
///
/// It looks at sender, country and what is arranged for the sender, never at what a message says or
/// how it goes. Start at `RegistrationCheck`; the rules are in `engine.sender`.
@NullMarked
package io.carillon.engine.comply.sender;

import org.jspecify.annotations.NullMarked;
