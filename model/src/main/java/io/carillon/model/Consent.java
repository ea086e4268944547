package io.carillon.model;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// That a person let somebody write to them, or told them to stop: one record of what was said,
/// when and how, which is never changed.
///
/// What holds now is the newest record of a person and a reach; only a grant that the person gave
/// before the stop that holds does not end that, however late it is recorded. The channel has no
/// part in it: who stops an SMS has stopped MMS and RCS too.
///
/// @param reach whose messages it is about
/// @param at when the person said so
public record Consent(
    AccountId account, Reach reach, Address person, Action action, Instant at, Proof proof) {

  /// Whether this grant ends a stop that was said then. What a person writes to us is said now,
  /// whatever the clock was when they stopped; of all else its own time counts.
  public boolean ends(Instant stop) {
    return proof.method() == Method.KEYWORD || !stop.isAfter(at);
  }

  /// What was said.
  public enum Action {
    /// Messages are welcome (again).
    GRANT(1),
    /// No more messages.
    REVOKE(2),
    /// Nothing yet: the person was asked whether messages are welcome (double opt-in).
    ASK(3);

    private final int code;

    Action(int code) {
      this.code = code;
    }

    /// The stable number in storage.
    public int code() {
      return code;
    }

    /// The stable lower-case word in APIs.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The action with this word.
    public static Optional<Action> of(String word) {
      return List.of(values()).stream().filter(it -> it.word().equals(word)).findFirst();
    }
  }

  /// How it was said.
  public enum Method {
    /// A word in a message, such as STOP.
    KEYWORD(1),
    /// A form on the web.
    WEB(2),
    PAPER(3),
    VOICE(4),
    /// The account said so by the API.
    API(5),
    /// It came with a list.
    IMPORT(6),
    /// The carrier or the channel told us.
    CARRIER(7);

    private final int code;

    Method(int code) {
      this.code = code;
    }

    /// The stable number in storage.
    public int code() {
      return code;
    }

    /// The stable lower-case word in APIs.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The method with this word.
    public static Optional<Method> of(String word) {
      return List.of(values()).stream().filter(it -> it.word().equals(word)).findFirst();
    }
  }

  /// Whose messages a record is about.
  ///
  /// @param name of a sender its address; of a pool the 32 hexadecimal digits of its id; of a whole
  ///   account nothing
  public record Reach(Kind kind, String name) {
    /// Everything that the account sends.
    public static final Reach ACCOUNT = new Reach(Kind.ACCOUNT, "");

    /// How far it reaches.
    public enum Kind {
      ACCOUNT(1),
      SENDER(2),
      POOL(3);

      private final int code;

      Kind(int code) {
        this.code = code;
      }

      /// The stable number in storage.
      public int code() {
        return code;
      }

      /// The stable lower-case word in APIs.
      public String word() {
        return name().toLowerCase(Locale.ROOT);
      }
    }

    public Reach {
      if ((kind == Kind.ACCOUNT) != name.isEmpty()) {
        throw new IllegalArgumentException("an account reaches everywhere, all else has a name");
      }
    }

    /// One sender.
    public static Reach of(Address sender) {
      return new Reach(Kind.SENDER, sender.value());
    }

    /// All senders of one pool.
    public static Reach ofPool(Id pool) {
      return new Reach(Kind.POOL, pool.hex());
    }
  }

  /// What shows that it was said. Everything may be empty; longer texts are cut.
  ///
  /// @param program what the messages are about, in the account's words; at most 200 characters
  /// @param words what the person wrote, or was shown and agreed to; at most 2,000 characters
  /// @param source where: the URL of a form, the id of the message; at most 500 characters
  /// @param agent the person's IP address and browser as a form saw them; at most 500 characters
  /// @param actor who wrote it down for the account: the name of a key, a list; at most 200
  /// @param confirmation how it was confirmed a second time (double opt-in); at most 500
  public record Proof(
      Method method,
      String program,
      String words,
      String source,
      String agent,
      String actor,
      String confirmation) {
    private static final int SHORT = 200;
    private static final int MEDIUM = 500;
    private static final int LONG = 2_000;

    public Proof {
      program = cut(program, SHORT);
      words = cut(words, LONG);
      source = cut(source, MEDIUM);
      agent = cut(agent, MEDIUM);
      actor = cut(actor, SHORT);
      confirmation = cut(confirmation, MEDIUM);
    }

    /// That a person wrote these words, in the message with this name.
    public static Proof written(String words, String source) {
      return new Proof(Method.KEYWORD, "", words, source, "", "", "");
    }

    /// Databases keep no NUL, and what was sealed must read back the same.
    private static String cut(String text, int max) {
      var kept = text.replace("\0", "");
      if (kept.length() <= max) {
        return kept;
      }
      boolean splits = Character.isHighSurrogate(kept.charAt(max - 1));
      return kept.substring(0, splits ? max - 1 : max);
    }

    /// Words and addresses of people reach no log.
    @Override
    public String toString() {
      return "by " + method.word();
    }
  }
}
