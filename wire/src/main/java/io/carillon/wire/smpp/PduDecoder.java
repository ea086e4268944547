package io.carillon.wire.smpp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Octets to records (SMPP 3.4 §4).
///
/// Strict where a far end must learn of its fault: the fields of requests. Lenient where strictness
/// would only lose what a far end told us: a response may lack its body, and octets behind it that
/// are no TLVs are ignored.
final class PduDecoder {
  private PduDecoder() {}

  /// The PDU with this id and body, or nothing where we do not know the id.
  static Optional<Pdu> decode(int commandId, int status, OctetReader in) throws MalformedPdu {
    Pdu pdu =
        switch (commandId) {
          case CommandId.SUBMIT_SM ->
              new Pdu.SubmitSm(
                  in.cString(Field.SERVICE_TYPE),
                  source(in),
                  destination(in),
                  handling(in),
                  in.shortMessage(),
                  tlvs(in));
          case CommandId.DELIVER_SM ->
              new Pdu.DeliverSm(
                  in.cString(Field.SERVICE_TYPE),
                  source(in),
                  destination(in),
                  handling(in),
                  in.shortMessage(),
                  tlvs(in));
          case CommandId.DATA_SM -> dataSm(in);
          case CommandId.ENQUIRE_LINK -> new Pdu.EnquireLink();
          case CommandId.UNBIND -> new Pdu.Unbind();
          case CommandId.BIND_RECEIVER -> bind(BindMode.RECEIVER, in);
          case CommandId.BIND_TRANSMITTER -> bind(BindMode.TRANSMITTER, in);
          case CommandId.BIND_TRANSCEIVER -> bind(BindMode.TRANSCEIVER, in);
          case CommandId.OUTBIND ->
              new Pdu.Outbind(in.cString(Field.SYSTEM_ID), in.cString(Field.PASSWORD));
          case CommandId.SUBMIT_MULTI -> submitMulti(in);
          case CommandId.QUERY_SM -> new Pdu.QuerySm(in.cString(Field.MESSAGE_ID), source(in));
          case CommandId.CANCEL_SM ->
              new Pdu.CancelSm(
                  in.cString(Field.SERVICE_TYPE),
                  in.cString(Field.MESSAGE_ID),
                  source(in),
                  destination(in));
          case CommandId.REPLACE_SM -> replaceSm(in);
          case CommandId.ALERT_NOTIFICATION ->
              new Pdu.AlertNotification(
                  address(in, Field.LONG_SOURCE_ADDRESS),
                  address(in, Field.LONG_DESTINATION_ADDRESS),
                  tlvs(in));
          default -> null;
        };
    return pdu == null ? response(commandId, status, in) : Optional.of(pdu);
  }

  private static Optional<Pdu> response(int commandId, int status, OctetReader in)
      throws MalformedPdu {
    if (commandId == CommandId.GENERIC_NACK) {
      return Optional.of(new Pdu.GenericNack(status));
    }
    if (!CommandId.isResponse(commandId)) {
      return Optional.empty();
    }
    Pdu pdu =
        switch (commandId & ~CommandId.RESPONSE) {
          case CommandId.SUBMIT_SM -> new Pdu.SubmitSmResp(status, messageId(in), tail(in));
          case CommandId.DELIVER_SM -> new Pdu.DeliverSmResp(status, messageId(in), tail(in));
          case CommandId.DATA_SM -> new Pdu.DataSmResp(status, messageId(in), tail(in));
          case CommandId.ENQUIRE_LINK -> new Pdu.EnquireLinkResp(status);
          case CommandId.UNBIND -> new Pdu.UnbindResp(status);
          case CommandId.BIND_RECEIVER -> bindResp(BindMode.RECEIVER, status, in);
          case CommandId.BIND_TRANSMITTER -> bindResp(BindMode.TRANSMITTER, status, in);
          case CommandId.BIND_TRANSCEIVER -> bindResp(BindMode.TRANSCEIVER, status, in);
          case CommandId.SUBMIT_MULTI -> submitMultiResp(status, in);
          case CommandId.QUERY_SM -> querySmResp(status, in);
          case CommandId.CANCEL_SM -> new Pdu.CancelSmResp(status);
          case CommandId.REPLACE_SM -> new Pdu.ReplaceSmResp(status);
          default -> null;
        };
    return Optional.ofNullable(pdu);
  }

  private static Pdu bind(BindMode mode, OctetReader in) throws MalformedPdu {
    return new Pdu.Bind(
        mode,
        in.cString(Field.SYSTEM_ID),
        in.cString(Field.PASSWORD),
        in.cString(Field.SYSTEM_TYPE),
        in.octet(),
        address(in, Field.ADDRESS_RANGE));
  }

  private static Pdu bindResp(BindMode mode, int status, OctetReader in) throws MalformedPdu {
    String systemId = in.left() == 0 ? "" : in.cString(Field.SYSTEM_ID);
    return new Pdu.BindResp(mode, status, systemId, tail(in));
  }

  private static Pdu dataSm(OctetReader in) throws MalformedPdu {
    return new Pdu.DataSm(
        in.cString(Field.SERVICE_TYPE),
        address(in, Field.LONG_SOURCE_ADDRESS),
        address(in, Field.LONG_DESTINATION_ADDRESS),
        in.octet(),
        in.octet(),
        in.octet(),
        tlvs(in));
  }

  private static Pdu submitMulti(OctetReader in) throws MalformedPdu {
    String serviceType = in.cString(Field.SERVICE_TYPE);
    SmppAddress source = source(in);
    int count = in.octet();
    var destinations = new ArrayList<Pdu.Destination>();
    for (int i = 0; i < count; i++) {
      destinations.add(listed(in));
    }
    return new Pdu.SubmitMulti(
        serviceType, source, destinations, handling(in), in.shortMessage(), tlvs(in));
  }

  private static Pdu.Destination listed(OctetReader in) throws MalformedPdu {
    return switch (in.octet()) {
      case 1 -> new Pdu.Destination.ToAddress(destination(in));
      case 2 -> new Pdu.Destination.ToList(in.cString(Field.LIST_NAME));
      default -> throw new MalformedPdu(CommandStatus.RINVDESTFLAG, "dest_flag is 1 or 2");
    };
  }

  private static Pdu submitMultiResp(int status, OctetReader in) throws MalformedPdu {
    String messageId = messageId(in);
    int count = in.left() == 0 ? 0 : in.octet();
    var unsuccessful = new ArrayList<Pdu.Unsuccessful>();
    for (int i = 0; i < count; i++) {
      unsuccessful.add(new Pdu.Unsuccessful(destination(in), in.u32()));
    }
    return new Pdu.SubmitMultiResp(status, messageId, unsuccessful, tail(in));
  }

  private static Pdu querySmResp(int status, OctetReader in) throws MalformedPdu {
    if (in.left() == 0) {
      return new Pdu.QuerySmResp(status, "", "", 0, 0);
    }
    return new Pdu.QuerySmResp(
        status, in.cString(Field.MESSAGE_ID), in.cString(Field.FINAL_DATE), in.octet(), in.octet());
  }

  private static Pdu replaceSm(OctetReader in) throws MalformedPdu {
    return new Pdu.ReplaceSm(
        in.cString(Field.MESSAGE_ID),
        source(in),
        in.cString(Field.SCHEDULE),
        in.cString(Field.VALIDITY),
        in.octet(),
        in.octet(),
        in.shortMessage(),
        tlvs(in));
  }

  private static Handling handling(OctetReader in) throws MalformedPdu {
    return new Handling(
        in.octet(),
        in.octet(),
        in.octet(),
        in.cString(Field.SCHEDULE),
        in.cString(Field.VALIDITY),
        in.octet(),
        in.octet(),
        in.octet(),
        in.octet());
  }

  private static SmppAddress source(OctetReader in) throws MalformedPdu {
    return address(in, Field.SOURCE_ADDRESS);
  }

  private static SmppAddress destination(OctetReader in) throws MalformedPdu {
    return address(in, Field.DESTINATION_ADDRESS);
  }

  private static SmppAddress address(OctetReader in, Field field) throws MalformedPdu {
    return new SmppAddress(in.octet(), in.octet(), in.cString(field));
  }

  private static String messageId(OctetReader in) throws MalformedPdu {
    return in.left() == 0 ? "" : in.cString(Field.MESSAGE_ID);
  }

  private static Tlvs tlvs(OctetReader in) throws MalformedPdu {
    return tlvs(in, true);
  }

  private static Tlvs tail(OctetReader in) throws MalformedPdu {
    return tlvs(in, false);
  }

  private static Tlvs tlvs(OctetReader in, boolean strict) throws MalformedPdu {
    if (in.left() == 0) {
      return Tlvs.NONE;
    }
    List<Tlv> tlvs = new ArrayList<>(4);
    while (in.left() >= 4) {
      int tag = in.u16();
      int length = in.u16();
      if (length > in.left()) {
        if (strict) {
          throw new MalformedPdu(CommandStatus.RINVTLVSTREAM, "a TLV is longer than its PDU");
        }
        return Tlvs.of(tlvs);
      }
      tlvs.add(new Tlv(tag, in.octets(length)));
    }
    if (strict && in.left() > 0) {
      throw new MalformedPdu(CommandStatus.RINVTLVSTREAM, "octets behind the last TLV");
    }
    return Tlvs.of(tlvs);
  }
}
