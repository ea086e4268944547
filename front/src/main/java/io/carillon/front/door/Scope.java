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
  ACCOUNT_WRITE("account:write");

  /// The words of all scopes: what the first key of an account holds.
  public static final Set<String> ALL_WORDS =
      Arrays.stream(values()).map(Scope::word).collect(Collectors.toUnmodifiableSet());

  private final String word;

  Scope(String word) {
    this.word = word;
  }

  /// The stable word in keys and APIs.
  public String word() {
    return word;
  }
}
