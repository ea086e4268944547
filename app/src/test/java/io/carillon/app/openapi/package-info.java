/// Holds the describing documents to the running server: their shape, their routes, their examples,
/// and what hostile requests made out of them do.
///
/// The rules are told in `docs/internals/openapi.md`. `Document` and `Operation` read what is
/// served, `Draft` and `Line` carry requests, `Player` plays examples, `Foe` makes hostile
/// requests.
@NullMarked
package io.carillon.app.openapi;

import org.jspecify.annotations.NullMarked;
