package io.carillon.engine.comply;

import io.carillon.model.AccountId;
import io.carillon.model.Content;
import io.carillon.model.Directory;
import io.carillon.model.Message;
import io.carillon.model.Message.Parties;
import io.carillon.model.Purpose;
import java.time.Instant;

/// What a check may look at: a message that is to be accepted, or that is about to leave.
///
/// @param parties who writes to whom, on what, for which account
/// @param country of the recipient, ISO 3166-1 alpha-2; empty = not known
/// @param use what it is for
/// @param directory accounts, senders and what accounts have set, as of now
/// @param at when it is to go: now, or the moment that the caller named
public record Case(
    Parties parties, String country, Content content, Use use, Directory directory, Instant at) {
  /// What a message is for.
  ///
  /// @param live whether it goes to real people; else to the sandbox
  public record Use(Purpose purpose, boolean live) {}

  /// A message that waits and whose turn has come.
  public static Case of(Message message, Directory directory, Instant now) {
    return new Case(
        message.parties(),
        message.state().facts().country(),
        message.content(),
        new Use(message.terms().purpose(), message.origin().place().live()),
        directory,
        now);
  }

  /// Whose message it is.
  public AccountId account() {
    return parties.account();
  }
}
