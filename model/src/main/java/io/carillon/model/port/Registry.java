package io.carillon.model.port;

import java.util.Map;
import java.util.OptionalInt;

/// Where brands and campaigns are filed, so that the carriers of the United States take what they
/// send (10DLC). Calls block, for seconds at most; nothing that the far end does is thrown.
public interface Registry {
  /// Hands something in. The same may be handed in again by the same reference: it is filed once.
  ///
  /// @param reference our own name of it
  Answer file(String reference, Form form) throws InterruptedException;

  /// Asks how something stands.
  ///
  /// @param registryId what the registry called it
  Answer ask(Kind kind, String registryId) throws InterruptedException;

  /// What is filed.
  enum Kind {
    BRAND,
    CAMPAIGN
  }

  /// What is handed in.
  ///
  /// @param registryId what the registry called it when it was handed in before; empty = it was not
  /// @param brand what the registry calls a campaign's brand; empty for a brand
  /// @param said what it says, by our words; lines of several by the word and `.0`, `.1` …
  record Form(Kind kind, String registryId, String brand, Map<String, String> said) {
    public Form {
      said = Map.copyOf(said);
    }

    /// What it says is not printed: it names people.
    @Override
    public String toString() {
      return kind.toString();
    }
  }

  /// How something stands with the registry.
  enum State {
    /// It is being looked at.
    PENDING,
    ACTIVE,
    /// It was refused, or more is asked.
    REJECTED,
    SUSPENDED,
    EXPIRED
  }

  /// What the registry says.
  sealed interface Answer {
    /// How it stands.
    ///
    /// @param registryId what the registry calls it
    /// @param score of a brand, 0 to 100; empty = not vetted
    /// @param serviceClass of a campaign with AT&T, a letter; empty = not told
    /// @param reason why it was refused; empty = none is told; at most 400 characters
    record Stands(
        String registryId, State state, OptionalInt score, String serviceClass, String reason)
        implements Answer {}

    /// It was not taken; at most 400 characters.
    record Refused(String reason) implements Answer {}

    /// Nobody answered, or nothing that can be read: to be tried again.
    record Unreachable(String why) implements Answer {}
  }
}
