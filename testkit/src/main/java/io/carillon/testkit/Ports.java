package io.carillon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Commit.Result;
import io.carillon.model.Message;
import io.carillon.model.port.AccountEvents;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Attempts;
import io.carillon.model.port.Audits;
import io.carillon.model.port.Commits;
import io.carillon.model.port.Consents;
import io.carillon.model.port.Conversations;
import io.carillon.model.port.Events;
import io.carillon.model.port.Fragments;
import io.carillon.model.port.Halves;
import io.carillon.model.port.History;
import io.carillon.model.port.Ledger;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Networks;
import io.carillon.model.port.Notices;
import io.carillon.model.port.Prints;
import io.carillon.model.port.Refusals;
import io.carillon.model.port.ReplayJobs;
import io.carillon.model.port.Signings;
import io.carillon.model.port.Spendings;
import io.carillon.model.port.Traces;
import io.carillon.model.port.Usages;
import io.carillon.model.port.WordIndex;

/// All that one store offers, as the contracts see it.
public record Ports(
    Commits commits,
    Messages messages,
    History history,
    Notices notices,
    Traces traces,
    Halves halves,
    Fragments fragments,
    Prints prints,
    Refusals refusals,
    Consents consents,
    Accounts accounts,
    Networks networks,
    Audits audits,
    Books books,
    Signings signings,
    Conversations conversations,
    WordIndex words) {
  /// What is told of money, of all that is counted, of what happened, and of how it was told.
  public record Books(
      Ledger ledger,
      Usages usages,
      Spendings spendings,
      AccountEvents events,
      Events feed,
      Attempts attempts,
      ReplayJobs replays) {}

  /// Has a message kept, which must succeed.
  Message keep(Message message) throws InterruptedException {
    assertThat(commits.write(Samples.accept(message))).isEqualTo(new Result.Done());
    return message;
  }

  /// Has it changed, which must succeed; answers what it is then.
  Message change(Message before, Message after) throws InterruptedException {
    assertThat(commits.write(Samples.change(before, after))).isEqualTo(new Result.Done());
    return after;
  }
}
