package io.carillon.front.intelepeer;

/// The states that `mdr` prints: name and number as `RCC_en` and `RCC`.
///
/// Sources: *MDR* = the page "Checking Message Status"; *ours* = the page names the state and
/// prints no number: those are 210000 and the place in the page's list.
enum State {
  QUEUED("Queued", 0), // MDR
  PROCESSING("Processing", 2_031), // MDR
  SENT("Sent", 10_000), // MDR
  DELIVERED("DLR:Delivered", 210_000), // MDR
  EXPIRED("DLR:Expired", 210_001), // ours
  DELETED("DLR:Deleted", 210_002), // ours
  UNDELIVERABLE("DLR:Undeliverable", 210_003), // ours
  ACCEPTED("DLR:Accepted", 210_004), // ours
  UNKNOWN("DLR:Unknown", 210_005), // ours
  REJECTED("DLR:Rejected", 210_006), // ours
  FAILED("Failed", 6_009); // MDR

  private final String word;
  private final int number;

  State(String word, int number) {
    this.word = word;
    this.number = number;
  }

  /// `RCC_en`.
  String word() {
    return word;
  }

  /// `RCC`.
  int number() {
    return number;
  }
}
