/// The index behind lists, filters and counts of messages: a few small columns of each message, in
/// memory for the newest and in sorted files for all others.
///
/// It can be made again from the store at any time, and is where it is missing or damaged. It never
/// has the last word: a message is listed by what the store says of it. It knows nothing of SQL.
/// Start at `Index`; `docs/internals/search.md` tells why it is as it is.
@NullMarked
package io.carillon.store.search;

import org.jspecify.annotations.NullMarked;
