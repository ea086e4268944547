package io.carillon.wire.smpp;

import io.carillon.wire.text.Octets;

/// Records to octets (SMPP 3.4 §4). A response that refuses and carries nothing goes without a
/// body.
final class PduEncoder {
  /// sm_length may not say 255 (§5.2.21).
  static final int SHORT_MESSAGE_MAX = 254;

  /// number_of_dests may not say 255 (§4.5.1).
  static final int DESTINATIONS_MAX = 254;

  private PduEncoder() {}

  /// Appends one PDU; where it fails, `out` stands as before.
  static void encode(OctetWriter out, int sequence, Pdu pdu, boolean withTlvs) {
    int start = out.size();
    try {
      out.u32(0);
      out.u32(pdu.commandId());
      out.u32(pdu.status());
      out.u32(sequence);
      body(out, pdu, withTlvs);
      int length = out.size() - start;
      if (length > PduCodec.LENGTH_MAX) {
        throw new PduEncodeException("a PDU takes at most " + PduCodec.LENGTH_MAX + " octets");
      }
      out.u32At(start, length);
    } catch (PduEncodeException e) {
      out.truncate(start);
      throw e;
    }
  }

  private static void body(OctetWriter out, Pdu pdu, boolean withTlvs) { // table
    switch (pdu) {
      case Pdu.SubmitSm submit -> shortMessage(out, submit, withTlvs);
      case Pdu.SubmitSmResp resp -> messageId(out, resp, resp.messageId(), resp.tlvs(), withTlvs);
      case Pdu.DeliverSm deliver -> shortMessage(out, deliver, withTlvs);
      case Pdu.DeliverSmResp resp -> {
        out.cString(Field.MESSAGE_ID, resp.messageId());
        tlvs(out, resp.tlvs(), withTlvs);
      }
      case Pdu.EnquireLink _,
          Pdu.EnquireLinkResp _,
          Pdu.Unbind _,
          Pdu.UnbindResp _,
          Pdu.GenericNack _,
          Pdu.CancelSmResp _,
          Pdu.ReplaceSmResp _ -> {}
      case Pdu.Bind bind -> bind(out, bind);
      case Pdu.BindResp resp -> {
        if (resp.status() == 0 || !resp.systemId().isEmpty() || !resp.tlvs().isEmpty()) {
          out.cString(Field.SYSTEM_ID, resp.systemId());
          tlvs(out, resp.tlvs(), withTlvs);
        }
      }
      case Pdu.Outbind outbind -> {
        out.cString(Field.SYSTEM_ID, outbind.systemId());
        out.cString(Field.PASSWORD, outbind.password());
      }
      case Pdu.SubmitMulti multi -> submitMulti(out, multi, withTlvs);
      case Pdu.SubmitMultiResp resp -> submitMultiResp(out, resp, withTlvs);
      case Pdu.DataSm data -> dataSm(out, data, withTlvs);
      case Pdu.DataSmResp resp -> messageId(out, resp, resp.messageId(), resp.tlvs(), withTlvs);
      case Pdu.QuerySm query -> {
        out.cString(Field.MESSAGE_ID, query.messageId());
        address(out, Field.SOURCE_ADDRESS, query.source());
      }
      case Pdu.QuerySmResp resp -> querySmResp(out, resp);
      case Pdu.CancelSm cancel -> {
        out.cString(Field.SERVICE_TYPE, cancel.serviceType());
        out.cString(Field.MESSAGE_ID, cancel.messageId());
        address(out, Field.SOURCE_ADDRESS, cancel.source());
        address(out, Field.DESTINATION_ADDRESS, cancel.destination());
      }
      case Pdu.ReplaceSm replace -> replaceSm(out, replace, withTlvs);
      case Pdu.AlertNotification alert -> {
        address(out, Field.LONG_SOURCE_ADDRESS, alert.source());
        address(out, Field.LONG_DESTINATION_ADDRESS, alert.esme());
        tlvs(out, alert.tlvs(), withTlvs);
      }
    }
  }

  private static void bind(OctetWriter out, Pdu.Bind bind) {
    out.cString(Field.SYSTEM_ID, bind.systemId());
    out.cString(Field.PASSWORD, bind.password());
    out.cString(Field.SYSTEM_TYPE, bind.systemType());
    octet(out, "interface_version", bind.interfaceVersion());
    address(out, Field.ADDRESS_RANGE, bind.addressRange());
  }

  private static void shortMessage(OctetWriter out, Pdu.ShortMessage pdu, boolean withTlvs) {
    out.cString(Field.SERVICE_TYPE, pdu.serviceType());
    address(out, Field.SOURCE_ADDRESS, pdu.source());
    address(out, Field.DESTINATION_ADDRESS, pdu.destination());
    handling(out, pdu.handling());
    shortMessage(out, pdu.shortMessage());
    tlvs(out, pdu.tlvs(), withTlvs);
  }

  private static void submitMulti(OctetWriter out, Pdu.SubmitMulti multi, boolean withTlvs) {
    int destinations = multi.destinations().size();
    if (destinations > DESTINATIONS_MAX) {
      throw new PduEncodeException("submit_multi takes at most 254 destinations");
    }
    out.cString(Field.SERVICE_TYPE, multi.serviceType());
    address(out, Field.SOURCE_ADDRESS, multi.source());
    out.octet(destinations);
    for (Pdu.Destination destination : multi.destinations()) {
      switch (destination) {
        case Pdu.Destination.ToAddress(var address) -> {
          out.octet(1);
          address(out, Field.DESTINATION_ADDRESS, address);
        }
        case Pdu.Destination.ToList(var name) -> {
          out.octet(2);
          out.cString(Field.LIST_NAME, name);
        }
      }
    }
    handling(out, multi.handling());
    shortMessage(out, multi.shortMessage());
    tlvs(out, multi.tlvs(), withTlvs);
  }

  private static void submitMultiResp(OctetWriter out, Pdu.SubmitMultiResp resp, boolean withTlvs) {
    int unsuccessful = resp.unsuccessful().size();
    if (unsuccessful > 255) {
      throw new PduEncodeException("submit_multi_resp takes at most 255 failures");
    }
    if (resp.status() != 0
        && unsuccessful == 0
        && resp.messageId().isEmpty()
        && resp.tlvs().isEmpty()) {
      return;
    }
    out.cString(Field.MESSAGE_ID, resp.messageId());
    out.octet(unsuccessful);
    for (Pdu.Unsuccessful failure : resp.unsuccessful()) {
      address(out, Field.DESTINATION_ADDRESS, failure.address());
      out.u32(failure.status());
    }
    tlvs(out, resp.tlvs(), withTlvs);
  }

  private static void dataSm(OctetWriter out, Pdu.DataSm data, boolean withTlvs) {
    out.cString(Field.SERVICE_TYPE, data.serviceType());
    address(out, Field.LONG_SOURCE_ADDRESS, data.source());
    address(out, Field.LONG_DESTINATION_ADDRESS, data.destination());
    octet(out, "esm_class", data.esmClass());
    octet(out, "registered_delivery", data.registeredDelivery());
    octet(out, "data_coding", data.dataCoding());
    tlvs(out, data.tlvs(), withTlvs);
  }

  private static void querySmResp(OctetWriter out, Pdu.QuerySmResp resp) {
    if (resp.status() != 0
        && resp.messageId().isEmpty()
        && resp.finalDate().isEmpty()
        && resp.messageState() == 0
        && resp.errorCode() == 0) {
      return;
    }
    out.cString(Field.MESSAGE_ID, resp.messageId());
    out.cString(Field.FINAL_DATE, resp.finalDate());
    octet(out, "message_state", resp.messageState());
    octet(out, "error_code", resp.errorCode());
  }

  private static void replaceSm(OctetWriter out, Pdu.ReplaceSm replace, boolean withTlvs) {
    out.cString(Field.MESSAGE_ID, replace.messageId());
    address(out, Field.SOURCE_ADDRESS, replace.source());
    out.cString(Field.SCHEDULE, replace.schedule());
    out.cString(Field.VALIDITY, replace.validity());
    octet(out, "registered_delivery", replace.registeredDelivery());
    octet(out, "sm_default_msg_id", replace.defaultMessageId());
    shortMessage(out, replace.shortMessage());
    tlvs(out, replace.tlvs(), withTlvs);
  }

  private static void messageId(
      OctetWriter out, Pdu.Response resp, String messageId, Tlvs tlvs, boolean withTlvs) {
    if (resp.status() == 0 || !messageId.isEmpty() || !tlvs.isEmpty()) {
      out.cString(Field.MESSAGE_ID, messageId);
      tlvs(out, tlvs, withTlvs);
    }
  }

  private static void address(OctetWriter out, Field field, SmppAddress address) {
    octet(out, "ton", address.ton());
    octet(out, "npi", address.npi());
    out.cString(field, address.value());
  }

  private static void handling(OctetWriter out, Handling handling) {
    octet(out, "esm_class", handling.esmClass());
    octet(out, "protocol_id", handling.protocolId());
    octet(out, "priority_flag", handling.priority());
    out.cString(Field.SCHEDULE, handling.schedule());
    out.cString(Field.VALIDITY, handling.validity());
    octet(out, "registered_delivery", handling.registeredDelivery());
    octet(out, "replace_if_present_flag", handling.replaceIfPresent());
    octet(out, "data_coding", handling.dataCoding());
    octet(out, "sm_default_msg_id", handling.defaultMessageId());
  }

  private static void octet(OctetWriter out, String name, int value) {
    if (value < 0 || value > 0xFF) {
      throw new PduEncodeException(name + " is one octet, not " + value);
    }
    out.octet(value);
  }

  private static void shortMessage(OctetWriter out, Octets message) {
    if (message.size() > SHORT_MESSAGE_MAX) {
      throw new PduEncodeException("short_message takes at most 254 octets, not " + message.size());
    }
    out.octet(message.size());
    out.octets(message);
  }

  /// A peer below 3.4 knows no TLV. It gets the PDU without them, but not without its message.
  private static void tlvs(OctetWriter out, Tlvs tlvs, boolean withTlvs) {
    if (!withTlvs) {
      if (tlvs.has(Tag.MESSAGE_PAYLOAD)) {
        throw new PduEncodeException("message_payload cannot go to a peer below SMPP 3.4");
      }
      return;
    }
    for (Tlv tlv : tlvs) {
      out.u16(tlv.tag());
      out.u16(tlv.value().size());
      out.octets(tlv.value());
    }
  }
}
