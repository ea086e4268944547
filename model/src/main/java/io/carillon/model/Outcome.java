package io.carillon.model;

/// What one exchange with a carrier produced.
public sealed interface Outcome {
  /// The far end took responsibility; its receipts name the part by `farId`.
  record Taken(String farId) implements Outcome {}

  /// The far end did not take it. `code` is its own wording, for operators only.
  record NotTaken(Fault fault, String code) implements Outcome {}

  /// Nothing was written: the link went before its turn. Harmless to repeat.
  record NotSent(String why) implements Outcome {}

  /// We cannot know: the line dropped, or no answer came, after we wrote. Never retried blindly.
  record Unknown(String why) implements Outcome {}
}
