package io.carillon.model;

import java.time.Instant;

/// What one of an account's people wrote beside a conversation, for the others; the person never
/// sees it.
///
/// @param author who wrote it, as the audit log names who acts, for instance `key key_0123`
/// @param text at most [Conversation#NOTE_MAX] characters
public record ConversationNote(
    Id id,
    AccountId account,
    Id conversation,
    String author,
    String text,
    Instant created,
    Instant updated) {
  /// This note with other words.
  public ConversationNote with(String next, Instant at) {
    return new ConversationNote(id, account, conversation, author, next, created, at);
  }

  /// What people wrote is not printed.
  @Override
  public String toString() {
    return "note " + id;
  }
}
