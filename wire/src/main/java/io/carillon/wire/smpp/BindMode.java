package io.carillon.wire.smpp;

/// Which way messages go on a bind, seen from the client (the ESME).
public enum BindMode {
  RECEIVER(CommandId.BIND_RECEIVER),
  TRANSMITTER(CommandId.BIND_TRANSMITTER),
  TRANSCEIVER(CommandId.BIND_TRANSCEIVER);

  private final int commandId;

  BindMode(int commandId) {
    this.commandId = commandId;
  }

  /// The command_id of the bind request of this mode.
  public int commandId() {
    return commandId;
  }

  /// Whether the client may submit.
  public boolean sends() {
    return this != RECEIVER;
  }

  /// Whether the centre may deliver.
  public boolean receives() {
    return this != TRANSMITTER;
  }
}
