package io.carillon.wire.smpp;

/// The bits of registered_delivery (SMPP 3.4 §5.2.17).
public final class RegisteredDelivery {
  public static final int NONE = 0x00;

  /// A receipt whether it was delivered or not.
  public static final int FINAL = 0x01;

  public static final int ON_FAILURE = 0x02;

  /// SMPP 5.0.
  public static final int ON_SUCCESS = 0x03;

  /// The bits that hold one of the four above.
  public static final int RECEIPT_MASK = 0x03;

  public static final int DELIVERY_ACKNOWLEDGEMENT = 0x04;
  public static final int MANUAL_ACKNOWLEDGEMENT = 0x08;
  public static final int INTERMEDIATE = 0x10;

  private RegisteredDelivery() {}
}
