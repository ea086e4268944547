package io.carillon.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One try to tell something, as it went.
///
/// @param endpoint that was asked; empty = a URL that the message named itself
/// @param sequence of the notice, 1, 2, … of its message
/// @param at when it began
/// @param took how long it lasted
/// @param told whether they have it
/// @param answer the HTTP status; 0 = none came
/// @param why it failed, in a few words; empty where it did not; at most 200 characters
/// @param next when it is tried again; empty = not any more
/// @param exchange what went over the wire; empty where that was not kept
public record Attempt(
    AccountId account,
    Optional<Id> endpoint,
    MessageId message,
    int sequence,
    Instant at,
    Duration took,
    boolean told,
    int answer,
    String why,
    Optional<Instant> next,
    Optional<Exchange> exchange) {
  private static final int WHY_MAX = 200;

  public Attempt {
    if (why.length() > WHY_MAX) {
      why = why.substring(0, WHY_MAX);
    }
  }

  /// What went over the wire: secrets and signatures are stars.
  ///
  /// @param asked the head of the request, at most 4,096 characters: the method and the URL, then a
  ///   field a line
  /// @param answered the head of the answer, likewise; none where none came
  /// @param body how the answer's body began: at most 1,024 printable characters, 4,096 of an
  ///   answer that is read as a document
  public record Exchange(List<String> asked, List<String> answered, String body) {
    /// How many characters are kept of a head.
    public static final int HEAD_MAX = 4_096;

    /// How much is kept of a body.
    public static final int BODY_MAX = 1_024;

    /// How much is kept of a body that is read as a document.
    public static final int DOCUMENT_MAX = 4_096;

    public Exchange {
      asked = List.copyOf(asked);
      answered = List.copyOf(answered);
    }

    /// What was said is not printed.
    @Override
    public String toString() {
      return "an exchange";
    }
  }

  /// This attempt, which is followed by another then.
  public Attempt nextAt(Optional<Instant> when) {
    return new Attempt(
        account, endpoint, message, sequence, at, took, told, answer, why, when, exchange);
  }

  /// This attempt without what went over the wire.
  public Attempt blotted() {
    return new Attempt(
        account, endpoint, message, sequence, at, took, told, answer, why, next, Optional.empty());
  }
}
