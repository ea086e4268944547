package io.carillon.front.door;

import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Author;
import io.carillon.model.Idempotency;
import io.carillon.model.Secret;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Ids;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// Opens accounts under others, with secrets of their own.
public final class NewAccounts {
  private static final int TOKEN_OCTETS = 16;
  private static final int SECRET_OCTETS = 32;

  private final Roster roster;
  private final Ids ids;
  private final Clock clock;
  private final SecureRandom chance = new SecureRandom();

  public NewAccounts(Roster roster, Ids ids, Clock clock) {
    this.roster = roster;
    this.ids = ids;
    this.clock = clock;
  }

  /// Opens an account under another; a repeated request gets the account that the first one opened.
  public Order<Account> open(AccountId parent, Author by, String name, Optional<Idempotency> once)
      throws InterruptedException {
    var token = new Secret(HexFormat.of().formatHex(octets(TOKEN_OCTETS)));
    var webhooks = new Secret("whsec_" + Base64.getEncoder().encodeToString(octets(SECRET_OCTETS)));
    return roster
        .by(by)
        .open(
            new Account(
                new AccountId(ids.next()),
                name,
                Account.Standing.ACTIVE,
                clock.now(),
                token,
                webhooks,
                Optional.of(parent)),
            once);
  }

  private byte[] octets(int count) {
    var octets = new byte[count];
    chance.nextBytes(octets);
    return octets;
  }
}
