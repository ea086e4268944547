package io.carillon.front.smpp;

import io.carillon.wire.smpp.EsmClass;
import io.carillon.wire.smpp.Handling;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.smpp.Tag;
import io.carillon.wire.smpp.Tlvs;
import io.carillon.wire.text.Octets;
import java.time.Duration;
import java.util.Optional;

/// What a submit_sm, a data_sm or one destination of a submit_multi says, in one shape.
///
/// @param payload the message, wherever it stood
/// @param lifetime of a data_sm (qos_time_to_live); beats the validity_period
record Said(
    String serviceType,
    SmppAddress source,
    SmppAddress destination,
    Handling handling,
    Octets payload,
    Tlvs tlvs,
    Optional<Duration> lifetime) {
  static Said of(Pdu.SubmitSm pdu) {
    return new Said(
        pdu.serviceType(),
        pdu.source(),
        pdu.destination(),
        pdu.handling(),
        pdu.payload(),
        pdu.tlvs(),
        lifetime(pdu.tlvs()));
  }

  static Said of(Pdu.DataSm pdu) {
    var handling =
        Handling.PLAIN
            .withEsmClass(pdu.esmClass())
            .withRegisteredDelivery(pdu.registeredDelivery())
            .withDataCoding(pdu.dataCoding());
    return new Said(
        pdu.serviceType(),
        pdu.source(),
        pdu.destination(),
        handling,
        pdu.payload(),
        pdu.tlvs(),
        lifetime(pdu.tlvs()));
  }

  static Said of(Pdu.SubmitMulti pdu, SmppAddress destination) {
    return new Said(
        pdu.serviceType(),
        pdu.source(),
        destination,
        pdu.handling(),
        pdu.tlvs().find(Tag.MESSAGE_PAYLOAD).orElse(pdu.shortMessage()),
        pdu.tlvs(),
        lifetime(pdu.tlvs()));
  }

  /// Whether a message stands in both places, which leaves open which one is meant.
  static boolean saysTwice(Octets shortMessage, Tlvs tlvs) {
    return !shortMessage.isEmpty() && tlvs.has(Tag.MESSAGE_PAYLOAD);
  }

  boolean hasHeader() {
    return (handling.esmClass() & EsmClass.UDHI) != 0;
  }

  private static Optional<Duration> lifetime(Tlvs tlvs) {
    return tlvs.find(Tag.QOS_TIME_TO_LIVE)
        .filter(value -> value.size() == 4)
        .map(value -> {
          long seconds = 0;
          for (int i = 0; i < value.size(); i++) {
            seconds = seconds << 8 | value.at(i);
          }
          return Duration.ofSeconds(seconds);
        });
  }
}
