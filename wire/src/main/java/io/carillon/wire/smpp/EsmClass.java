package io.carillon.wire.smpp;

/// The bits of esm_class (SMPP 3.4 §5.2.12).
public final class EsmClass {
  /// The centre's own mode, which is store and forward nearly everywhere.
  public static final int PLAIN = 0x00;

  public static final int DATAGRAM = 0x01;
  public static final int FORWARD = 0x02;
  public static final int STORE_AND_FORWARD = 0x03;

  /// The bits that tell what type of message this is.
  public static final int TYPE_MASK = 0x3C;

  /// From the centre: a delivery receipt.
  public static final int RECEIPT = 0x04;

  /// From the handset, or to it: its program acknowledges delivery.
  public static final int DELIVERY_ACKNOWLEDGEMENT = 0x08;

  /// The person acknowledges, by hand.
  public static final int MANUAL_ACKNOWLEDGEMENT = 0x10;

  /// From the centre: a receipt that is not final.
  public static final int INTERMEDIATE = 0x20;

  /// A user data header stands at the start of the message.
  public static final int UDHI = 0x40;

  public static final int REPLY_PATH = 0x80;

  private EsmClass() {}
}
