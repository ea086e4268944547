/// What senders are and where they may write: their kind, the rules of countries for them, and how
/// they are registered.
///
/// It reads what accounts have arranged and what data files say, and changes nothing; it never
/// knows a carrier, a dialect or who asks. Start at `Nature`, then `CountryRules` and
/// `Registration`.
@NullMarked
package io.carillon.engine.sender;

import org.jspecify.annotations.NullMarked;
