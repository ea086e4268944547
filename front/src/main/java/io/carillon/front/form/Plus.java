package io.carillon.front.form;

/// The plus of a phone number in a form or a query, where one that is not escaped comes as a space.
/// Vendors print examples that do not escape it, and no address begins with a space.
public final class Plus {
  private Plus() {}

  /// The address that was meant.
  public static String mended(String address) {
    return address.startsWith(" ") ? "+" + address.substring(1) : address;
  }
}
