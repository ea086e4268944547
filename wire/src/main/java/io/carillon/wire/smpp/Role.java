package io.carillon.wire.smpp;

/// Which end of a bind we are (SMPP 3.4 §2.1), and which requests each may send (§2.3).
enum Role {
  /// The client, which binds.
  ESME,
  /// The message centre, which is bound to.
  CENTRE;

  Role other() {
    return this == ESME ? CENTRE : ESME;
  }

  /// Whether this end may send `pdu` on a bind of `mode`. What the session itself sends (binds,
  /// unbind, enquire_link) is not asked here.
  boolean maySend(Pdu pdu, BindMode mode) {
    return switch (pdu) {
      case Pdu.SubmitSm _, Pdu.SubmitMulti _, Pdu.QuerySm _, Pdu.CancelSm _, Pdu.ReplaceSm _ ->
          this == ESME && mode.sends();
      case Pdu.DeliverSm _, Pdu.AlertNotification _ -> this == CENTRE && mode.receives();
      case Pdu.DataSm _ -> this == ESME ? mode.sends() : mode.receives();
      case Pdu.Bind _, Pdu.Unbind _, Pdu.EnquireLink _, Pdu.Outbind _ -> false;
      case Pdu.Response _ -> false;
    };
  }
}
