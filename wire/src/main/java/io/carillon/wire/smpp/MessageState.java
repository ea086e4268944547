package io.carillon.wire.smpp;

import java.util.Optional;

/// What a centre says of a message: the values of message_state (SMPP 3.4 §5.2.28; 0 and 9: SMPP
/// 5.0) and the words of a receipt's text (3.4 Appendix B).
public enum MessageState {
  SCHEDULED(0, "SCHEDUL", false),
  ENROUTE(1, "ENROUTE", false),
  DELIVERED(2, "DELIVRD", true),
  EXPIRED(3, "EXPIRED", true),
  DELETED(4, "DELETED", true),
  UNDELIVERABLE(5, "UNDELIV", true),
  /// Read by the centre's operator on behalf of the subscriber: not a delivery.
  ACCEPTED(6, "ACCEPTD", false),
  /// Final, but nobody knows how it ended.
  UNKNOWN(7, "UNKNOWN", true),
  REJECTED(8, "REJECTD", true),
  SKIPPED(9, "SKIPPED", true);

  private static final int LETTERS_TELLING = 5;

  private final int code;
  private final String word;
  private final boolean last;

  MessageState(int code, String word, boolean last) {
    this.code = code;
    this.word = word;
    this.last = last;
  }

  /// The value of message_state.
  public int code() {
    return code;
  }

  /// The seven letters of a receipt's `stat`.
  public String word() {
    return word;
  }

  /// Whether no other state follows.
  public boolean isFinal() {
    return last;
  }

  /// The state of a message_state.
  public static Optional<MessageState> of(int code) {
    for (MessageState state : values()) {
      if (state.code == code) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  /// The state of a `stat`, in any case. Centres spell these words in many ways (`DELIVERED`,
  /// `UNDELIVRD`, `REJECT`): the first five letters tell. The number of the state is taken too.
  public static Optional<MessageState> of(String word) {
    if (word.length() == 1 && Character.isDigit(word.charAt(0))) {
      return of(Character.digit(word.charAt(0), 10));
    }
    if (word.length() < LETTERS_TELLING) {
      return Optional.empty();
    }
    for (MessageState state : values()) {
      if (word.regionMatches(true, 0, state.word, 0, LETTERS_TELLING)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
