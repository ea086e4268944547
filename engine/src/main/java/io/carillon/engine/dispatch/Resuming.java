package io.carillon.engine.dispatch;

import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter;
import io.carillon.model.Account.Standing;
import io.carillon.model.AccountId;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Messages;

/// Gives what suspended accounts have waiting its turn, once they may send again.
///
/// It remembers nothing and asks the store each time, so that neither the end of the process nor a
/// message that is put aside in the moment in which its account may send again leaves anything
/// behind. Where no account is suspended that reads an empty index.
public final class Resuming {
  /// In one sweep, of all accounts; what is left follows with the next.
  private static final int MESSAGES_MAX = 5_000;

  private final Desk desk;
  private final Messages messages;
  private final Accounts accounts;
  private final Clock clock;

  public Resuming(Desk desk, Messages messages, Accounts accounts, Clock clock) {
    this.desk = desk;
    this.messages = messages;
    this.accounts = accounts;
    this.clock = clock;
  }

  /// Looks for what may go on. To be called each second.
  public void sweep() {
    var directory = accounts.directory();
    int left = MESSAGES_MAX;
    for (var account :
        messages.suspended(id -> directory.standing(id) == Standing.ACTIVE, Messages.ROWS_MAX)) {
      left -= resume(account, left);
      if (left <= 0) {
        return;
      }
    }
  }

  private int resume(AccountId account, int most) {
    var matters =
        messages.suspended(account, most).stream()
            .map(message ->
                Matter.wish(
                    message, current -> Claims.resumed(current, clock.now()), Matter.Ending.NONE))
            .toList();
    desk.settle(matters, Urgency.INSIDE);
    return matters.size();
  }
}
