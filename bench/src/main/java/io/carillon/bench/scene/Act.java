package io.carillon.bench.scene;

import io.carillon.bench.load.Strand;

/// One strand of a scenario's load, and how its messages are judged.
///
/// @param proof by what they count as completed
/// @param isTold whether webhooks are wanted for them, answered or not
public record Act(Strand strand, Proof proof, boolean isTold) {
  public static Act told(Strand strand) {
    return new Act(strand, Proof.WEBHOOK, true);
  }

  static Act silent(Strand strand) {
    return new Act(strand, Proof.RECEIPT, false);
  }

  /// Its webhooks are owed for longer than a run takes.
  static Act owed(Strand strand) {
    return new Act(strand, Proof.RECEIPT, true);
  }
}
