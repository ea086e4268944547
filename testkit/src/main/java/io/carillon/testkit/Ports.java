package io.carillon.testkit;

import io.carillon.model.port.Accounts;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Halves;
import io.carillon.model.port.History;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Networks;
import io.carillon.model.port.Notices;
import io.carillon.model.port.Refusals;
import io.carillon.model.port.Traces;

/// All that one store offers, as the contracts see it.
public record Ports(
    Commits commits,
    Messages messages,
    History history,
    Notices notices,
    Traces traces,
    Halves halves,
    Refusals refusals,
    Accounts accounts,
    Networks networks) {}
