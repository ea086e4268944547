/// What machines that watch the server ask: whether it lives, whether it can accept, its figures.
/// It also answers every path that nobody else owns.
///
/// Nothing here needs a key, and nothing here tells of a message or an account. Start at
/// `OpsRoutes`.
@NullMarked
package io.carillon.front.ops;

import org.jspecify.annotations.NullMarked;
