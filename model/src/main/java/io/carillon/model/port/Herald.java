package io.carillon.model.port;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Attempt;
import io.carillon.model.Happening;
import io.carillon.model.Inbox;
import io.carillon.model.Letter;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Tells one dialect's callers what happened. It renders and sends once; it never retries or
/// stores.
public interface Herald {
  /// The dialect whose notices it tells.
  String dialect();

  /// The shapes in which what people write can be told in this dialect, the usual one first; none
  /// where it cannot.
  default List<Shape> shapes() {
    return List.of();
  }

  /// The place that the account named in this dialect for what people write to one of its senders;
  /// empty where it named none, or has named it in another dialect since.
  default Optional<Inbox> inbox(AccountId account, Address sender) {
    return Optional.empty();
  }

  /// The place for a sender that is set to hear in one of the shapes, whichever dialect the account
  /// named it in; empty where it named none.
  default Optional<Inbox> inbox(AccountId account, Address sender, Shape shape) {
    return inbox(account, sender);
  }

  /// Whether somebody at a destination hears at all now. While nobody does its notices wait
  /// untried, for as long as any notice is owed; who comes back wakes the destination's lane.
  default boolean hears(String destination) {
    return true;
  }

  /// Tells one notice. Blocks the calling thread for at most 31 s, with a fallback. Throws nothing
  /// that the far end can cause.
  Telling tell(Message message, Notice notice);

  /// HTTP statuses by which an endpoint speaks of itself.
  int TOO_MANY = 429;

  int BROKEN = 500;
  int UNAVAILABLE = 503;

  /// Tells one notice, as [#tell] does, and says what went over the wire where that is to be kept.
  default Tried attempt(Message message, Notice notice) {
    return Tried.of(tell(message, notice));
  }

  /// Tells what happened and is no message's; by the same rules. Only the dialect of endpoints is
  /// owed it.
  default Tried announce(Happening happening, Notice notice) {
    return Tried.of(new Telling.Gone("the dialect tells of messages only"));
  }

  /// What came of it, and what went over the wire.
  ///
  /// @param exchange empty where nothing of it is to be kept, or nobody was asked
  record Tried(Telling telling, Optional<Attempt.Exchange> exchange) {
    /// Without what went over the wire.
    public static Tried of(Telling telling) {
      return new Tried(telling, Optional.empty());
    }
  }

  /// What came of it.
  sealed interface Telling {
    /// Whether it was the endpoint that failed, so that whatever else it were told now would fail,
    /// too: no answer came, or it said that it is broken (5xx, RFC 9110 §15.6) or overrun (429, RFC
    /// 6585 §4).
    default boolean isOfEndpoint() {
      return switch (this) {
        case Told _, Gone _ -> false;
        case NotNow(var answer, _, _) -> isTrouble(answer);
        case GivenUp(var answer, _) -> isTrouble(answer);
      };
    }

    /// How long the endpoint asked to be told nothing at all: it is overrun, or out of order (429,
    /// 503), and named a time.
    default Optional<Duration> rest() {
      return this instanceof NotNow(var answer, _, var pause)
              && (answer == TOO_MANY || answer == UNAVAILABLE)
          ? pause
          : Optional.empty();
    }

    private static boolean isTrouble(int answer) {
      return answer == 0 || answer == TOO_MANY || answer >= BROKEN;
    }

    /// They have it. `answer` is the HTTP status; `remarks` are what was unusual about it, for the
    /// trace.
    ///
    /// @param asked the messages that they ask for in their answer, in its order
    /// @param letters the e-mails that they ask for, in their order
    /// @param findings what came of their answer so far
    record Told(
        int answer,
        List<String> remarks,
        List<Reply> asked,
        List<Letter> letters,
        List<Finding> findings)
        implements Telling {
      public Told {
        remarks = List.copyOf(remarks);
        asked = List.copyOf(asked);
        letters = List.copyOf(letters);
        findings = List.copyOf(findings);
      }

      /// They ask for messages alone.
      public Told(int answer, List<String> remarks, List<Reply> asked, List<Finding> findings) {
        this(answer, remarks, asked, List.of(), findings);
      }

      /// They ask for nothing.
      public Told(int answer, List<String> remarks) {
        this(answer, remarks, List.of(), List.of());
      }

      /// As usual.
      public Told(int answer) {
        this(answer, List.of());
      }
    }

    /// Not now; `pause` where they named one. `answer` is the HTTP status, 0 where none came.
    record NotNow(int answer, String why, Optional<Duration> pause) implements Telling {}

    /// Not now, and the dialect knows no further try. `answer` is the HTTP status, 0 where none
    /// came.
    record GivenUp(int answer, String why) implements Telling {}

    /// Never: the destination may not be told (refused by the address guard). Nobody was asked.
    record Gone(String why) implements Telling {}
  }

  /// One shape in which what people write is told.
  ///
  /// @param word by which a sender is set to it
  /// @param form kept with the message; empty where the dialect has only one shape
  /// @param naming whether the setting has to name a URL itself
  /// @param gets whether it can also be told by a GET
  record Shape(String word, String form, Naming naming, boolean gets) {}

  /// Whether the setting of a sender names the URL of a shape.
  enum Naming {
    /// It has to: the dialect knows no other place for it.
    NEEDED,
    /// It may; else what is set in the dialect counts.
    POSSIBLE,
    /// It may not: the dialect has another kind of place.
    NEVER
  }

  /// Something to know of an answer: what was wrong with it, or what was done.
  ///
  /// @param code the dialect's own number of what was wrong, or the word of a fault; empty = it was
  ///   done
  /// @param words for people, without body, number or secret
  record Finding(String code, String words) {
    /// How many are kept of one answer.
    public static final int COUNT_MAX = 20;

    /// Whether something was wrong.
    public boolean isWrong() {
      return !code.isEmpty();
    }
  }
}
