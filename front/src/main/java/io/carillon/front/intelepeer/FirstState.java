package io.carillon.front.intelepeer;

/// The states that the mdr of the first generation prints.
///
/// Sources: *MDR1* = the older page on status; *ours* = the page names the state and prints no
/// number.
enum FirstState {
  CREATED(1_000), // ours
  ENQUEUED(2_000), // ours
  ACCEPTED(3_000), // MDR1
  DELIVERED(4_000), // ours
  FAILED(5_000), // ours
  UNKNOWN(6_000); // ours

  private final int number;

  FirstState(int number) {
    this.number = number;
  }

  /// `RCC`; the name is `RCC_en`.
  int number() {
    return number;
  }
}
