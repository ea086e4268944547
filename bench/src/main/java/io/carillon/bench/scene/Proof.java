package io.carillon.bench.scene;

/// By what a message counts as completed.
public enum Proof {
  /// The webhook that calls it delivered came.
  WEBHOOK,
  /// The receipts about it were taken: answered, so on the server's disk.
  RECEIPT
}
