package io.carillon.front.door;

import static io.carillon.front.door.Role.Reach.CHANGE;
import static io.carillon.front.door.Role.Reach.NONE;
import static io.carillon.front.door.Role.Reach.READ;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a user is to the account, and so what they may do in each [Area].
public enum Role {
  /// May do everything that is the account's.
  OWNER,
  /// Builds what sends: keys and webhooks, but neither users nor money.
  DEVELOPER,
  /// Sends, and says who may be written to.
  MARKETER,
  /// Reads messages and answers them.
  AGENT,
  /// Reads everything and changes nothing.
  AUDITOR;

  /// How far a role goes in an area.
  public enum Reach {
    /// It does not see it.
    NONE,
    /// It looks.
    READ,
    /// It looks and changes.
    CHANGE;

    /// The stable lower-case word in APIs.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How far it goes in an area. Everybody looks after themselves; the server is nobody's.
  public Reach in(Area area) {
    return switch (area) { // table
      //                  owner   developer marketer agent auditor
      case MESSAGES -> of(CHANGE, CHANGE, CHANGE, CHANGE, READ);
      case CONSENTS -> of(CHANGE, CHANGE, CHANGE, READ, READ);
      case WEBHOOKS -> of(CHANGE, CHANGE, READ, NONE, READ);
      case KEYS -> of(CHANGE, CHANGE, NONE, NONE, READ);
      case SECRETS -> of(CHANGE, CHANGE, NONE, NONE, NONE);
      case SENDERS -> of(CHANGE, READ, READ, READ, READ);
      case POLICIES -> of(CHANGE, READ, READ, NONE, READ);
      case MONEY -> of(CHANGE, NONE, READ, NONE, READ);
      case ACCOUNTS -> of(CHANGE, READ, READ, READ, READ);
      case USERS -> of(CHANGE, NONE, NONE, NONE, READ);
      case AUDIT -> of(READ, NONE, NONE, NONE, READ);
      case SERVER -> of(NONE, NONE, NONE, NONE, NONE);
      case ENTRY, SELF -> of(CHANGE, CHANGE, CHANGE, CHANGE, CHANGE);
    };
  }

  private Reach of(Reach owner, Reach developer, Reach marketer, Reach agent, Reach auditor) {
    return switch (this) {
      case OWNER -> owner;
      case DEVELOPER -> developer;
      case MARKETER -> marketer;
      case AGENT -> agent;
      case AUDITOR -> auditor;
    };
  }

  /// Whether it may look, or change something, in an area.
  public boolean may(Area area, boolean changes) {
    return in(area).compareTo(changes ? CHANGE : READ) >= 0;
  }

  /// The words of the scopes that a key may hold which such a user makes: none opens what the user
  /// may not.
  public Set<String> scopes() {
    return switch (this) {
      case OWNER -> Scope.ALL_WORDS;
      case DEVELOPER -> Set.of(Scope.MESSAGING_SEND.word(), Scope.MESSAGING_READ.word());
      case MARKETER, AGENT, AUDITOR -> Set.of();
    };
  }

  /// The stable lower-case word in APIs.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The role with this word.
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
