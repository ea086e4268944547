/// The ways in over HTTP, a package a dialect, each with the herald that tells its callers back.
///
/// Vendor words exist nowhere else, and dialects never meet: what they share stands in `door` (who
/// calls), `json`, `naming` (ids), `post` (webhooks) and `usage`. Start at `pantheon`.
@NullMarked
package io.carillon.front;

import org.jspecify.annotations.NullMarked;
