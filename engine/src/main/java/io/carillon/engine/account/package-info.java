/// Accounts, their keys, senders and secrets: the orders that change them.
///
/// It never checks who may give an order; the dialects do. Start at `Orders`.
@NullMarked
package io.carillon.engine.account;

import org.jspecify.annotations.NullMarked;
