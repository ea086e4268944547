package io.carillon.front.restcomm;

import io.carillon.model.Refusal;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Order;

/// What a request for a list of messages asks for, in canonical words.
///
/// @param family whether the messages of the accounts below are meant too
/// @param nothing whether a filter has a value that no message can have
/// @param page counted from 0
/// @param size how many messages a page holds
record Listing(Filter filter, Order order, boolean family, boolean nothing, int page, int size) {
  /// What a query turned out to be.
  sealed interface Read {
    /// A list of the right shape.
    record Asked(Listing listing) implements Read {}

    /// Not one.
    ///
    /// @param silent whether Restcomm-Connect says no more than 400
    record Refused(Refusal refusal, boolean silent) implements Read {}
  }
}
