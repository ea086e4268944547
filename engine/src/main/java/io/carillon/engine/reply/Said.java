package io.carillon.engine.reply;

import io.carillon.engine.consent.Keywords;
import io.carillon.model.Address;
import io.carillon.model.Message;
import java.time.Instant;
import java.util.Optional;

/// What a person wrote to a sender.
///
/// @param plain the text as words are compared
/// @param before when the person wrote to the sender last, before this; empty = never
record Said(
    Address person,
    Address sender,
    String text,
    String plain,
    Instant at,
    Optional<Instant> before) {
  /// So many characters of a text are compared with words; no word is as long.
  private static final int COMPARED = 500;

  static Said of(Address person, Address sender, String text, Instant at) {
    var compared = text.length() <= COMPARED ? text : text.substring(0, COMPARED);
    return new Said(person, sender, text, Keywords.plain(compared), at, Optional.empty());
  }

  static Said of(Message message) {
    var parties = message.parties();
    return of(
        parties.from(),
        parties.to(),
        message.content().words(),
        message.state().times().accepted());
  }

  Said after(Optional<Instant> earlier) {
    return new Said(person, sender, text, plain, at, earlier);
  }
}
