package io.carillon.wire.jose;

import java.io.Serial;

/// A key that nothing can be sealed for.
public final class Unfit extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final String why;

  Unfit(String why) {
    super(why);
    this.why = why;
  }

  /// What is wrong with it, without a piece of the key: completes a sentence that begins with it.
  public String why() {
    return why;
  }
}
