package io.carillon.front.mycpaas;

import io.carillon.engine.account.Inventory;
import io.carillon.engine.account.Roster;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Ids;
import java.util.Optional;
import java.util.function.Function;

/// What everything that an account arranges stands on.
///
/// @param objections what stands against calling a URL, told without asking for its name
record Arranging(
    Accounts accounts,
    Roster roster,
    Inventory inventory,
    Function<String, Optional<String>> objections,
    Clock clock,
    Ids ids) {}
