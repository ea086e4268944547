package io.carillon.front.door;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// What an API key may be allowed to do.
public enum Scope {
  /// Send messages.
  MESSAGING_SEND("messaging:send"),
  /// Read messages and their traces.
  MESSAGING_READ("messaging:read"),
  /// Read the account: standing, balance, senders.
  ACCOUNT_READ("account:read"),
  /// Read and change what the account is secured with.
  ACCOUNT_WRITE("account:write"),
  /// Operate the server: reload its settings, look at its routes. No account has it by itself: the
  /// first key of the first one is born with it, and only a key that has it gives it on.
  OPERATE("operate");

  /// The words of all that accounts may do with what is theirs.
  public static final Set<String> ALL_WORDS =
      Arrays.stream(values())
          .filter(scope -> scope != OPERATE)
          .map(Scope::word)
          .collect(Collectors.toUnmodifiableSet());

  /// Every word there is: what the first key of the first account holds.
  public static final Set<String> EVERY_WORD =
      Arrays.stream(values()).map(Scope::word).collect(Collectors.toUnmodifiableSet());

  private final String word;

  Scope(String word) {
    this.word = word;
  }

  /// The stable word in keys and APIs.
  public String word() {
    return word;
  }

  /// What a key that a caller makes may do where nothing is said: what the caller may, but for
  /// operating, which is only given in so many words.
  public static Set<String> handedOn(Caller caller) {
    return caller.scopes().stream()
        .filter(word -> !word.equals(OPERATE.word))
        .collect(Collectors.toUnmodifiableSet());
  }
}
