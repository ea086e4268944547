package io.carillon.front.door;

import java.util.Locale;

/// What the work with an account falls into, for saying what a user may do.
public enum Area {
  /// Messages, their traces and records, what was refused, numbers looked up.
  MESSAGES,
  /// What people said about being written to.
  CONSENTS,
  /// What was told of each change.
  WEBHOOKS,
  /// API keys and SMPP users.
  KEYS,
  /// What signs webhooks: who sees it may sign.
  SECRETS,
  /// Senders, their registrations, brands and campaigns.
  SENDERS,
  /// What is set for the account.
  POLICIES,
  /// Balance, ledger, usage.
  MONEY,
  /// The account and those below it.
  ACCOUNTS,
  /// Users and their sessions.
  USERS,
  /// The audit log.
  AUDIT,
  /// The server itself.
  SERVER,
  /// Who calls, signing out, and taking a second factor.
  ENTRY,
  /// The user's own password and sessions.
  SELF;

  /// The stable lower-case word in APIs.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
