package io.carillon.front.intelepeer;

/// The states of a message: name and number as `mdr` prints them (`RCC_en`, `RCC`), and the name
/// that a delivery receipt has for it.
///
/// Sources: *MDR* = the page "Checking Message Status", *DLR* = the page "Delivery Receipts", which
/// names ACCEPTD; the others in receipts are those of SMPP 3.4, appendix B; *ours* = the page names
/// the state and prints no number: those are 210000 and the place in the page's list.
enum State { // table
  QUEUED("Queued", 0, "ENROUTE"), // MDR; never told
  PROCESSING("Processing", 2_031, "ENROUTE"), // MDR; never told
  SENT("Sent", 10_000, "ACCEPTD"), // MDR, DLR
  DELIVERED("DLR:Delivered", 210_000, "DELIVRD"), // MDR
  EXPIRED("DLR:Expired", 210_001, "EXPIRED"), // ours
  DELETED("DLR:Deleted", 210_002, "DELETED"), // ours
  UNDELIVERABLE("DLR:Undeliverable", 210_003, "UNDELIV"), // ours
  ACCEPTED("DLR:Accepted", 210_004, "ACCEPTD"), // ours, DLR
  UNKNOWN("DLR:Unknown", 210_005, "UNKNOWN"), // ours
  REJECTED("DLR:Rejected", 210_006, "REJECTD"), // ours
  FAILED("Failed", 6_009, "REJECTD"); // MDR; SMPP has no nearer word

  private final String word;
  private final int number;
  private final String receipt;

  State(String word, int number, String receipt) {
    this.word = word;
    this.number = number;
    this.receipt = receipt;
  }

  /// `RCC_en`.
  String word() {
    return word;
  }

  /// `RCC`.
  int number() {
    return number;
  }

  /// The `status` of a delivery receipt.
  String receipt() {
    return receipt;
  }
}
