package io.carillon.engine.account;

import io.carillon.model.AccountId;
import io.carillon.model.Directory;

/// How many of what it arranges itself an account may have.
@FunctionalInterface
public interface Bounds {
  /// As many as the server lets anybody have.
  Bounds WIDEST = (_, _, _) -> Roster.ROWS_MAX;

  /// What is counted.
  enum Thing {
    /// A key that opens something.
    KEY,
    /// An account that it opened and did not close.
    ACCOUNT,
    USER,
    APPLICATION,
    /// A user of the SMPP server.
    ESME,
    /// Where it hears what happens in it.
    ENDPOINT
  }

  /// At most [Roster#ROWS_MAX].
  int of(Directory directory, AccountId account, Thing thing);
}
