package io.carillon.wire.smpp;

import io.carillon.wire.text.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Random PDUs of every kind, each legal on the wire.
final class SamplePdus {
  private final SplittableRandom random;

  SamplePdus(long seed) {
    random = new SplittableRandom(seed);
  }

  /// One PDU of each kind.
  List<Pdu> one() {
    var all = new ArrayList<Pdu>(requests());
    all.addAll(responses());
    all.add(new Pdu.Outbind(text(16), text(9)));
    all.add(new Pdu.AlertNotification(address(65), address(65), tlvs()));
    return all;
  }

  List<Pdu.Request> requests() {
    return List.of(
        new Pdu.Bind(mode(), text(16), text(9), text(13), octet(), address(41)),
        new Pdu.Unbind(),
        new Pdu.EnquireLink(),
        new Pdu.SubmitSm(text(6), address(21), address(21), handling(), message(), tlvs()),
        new Pdu.DeliverSm(text(6), address(21), address(21), handling(), message(), tlvs()),
        new Pdu.SubmitMulti(text(6), address(21), destinations(), handling(), message(), tlvs()),
        new Pdu.DataSm(text(6), address(65), address(65), octet(), octet(), octet(), tlvs()),
        new Pdu.QuerySm(text(65), address(21)),
        new Pdu.CancelSm(text(6), text(65), address(21), address(21)),
        new Pdu.ReplaceSm(
            text(65), address(21), text(17), text(17), octet(), octet(), message(), tlvs()));
  }

  private List<Pdu.Response> responses() {
    return List.of(
        new Pdu.BindResp(mode(), status(), text(16), tlvs()),
        new Pdu.UnbindResp(status()),
        new Pdu.EnquireLinkResp(status()),
        new Pdu.GenericNack(status()),
        new Pdu.SubmitSmResp(status(), text(65), tlvs()),
        new Pdu.DeliverSmResp(status(), text(65), tlvs()),
        new Pdu.SubmitMultiResp(status(), text(65), unsuccessful(), tlvs()),
        new Pdu.DataSmResp(status(), text(65), tlvs()),
        new Pdu.QuerySmResp(status(), text(65), text(17), octet(), octet()),
        new Pdu.CancelSmResp(status()),
        new Pdu.ReplaceSmResp(status()));
  }

  private int octet() {
    return random.nextInt(256);
  }

  private int status() {
    return random.nextBoolean() ? 0 : random.nextInt();
  }

  private BindMode mode() {
    return random.nextBoolean() ? BindMode.TRANSCEIVER : BindMode.RECEIVER;
  }

  /// Latin-1 without NUL, short enough for a field of `octetsMax`.
  private String text(int octetsMax) {
    var text = new StringBuilder();
    for (int i = random.nextInt(octetsMax); i > 0; i--) {
      text.append((char) (1 + random.nextInt(255)));
    }
    return text.toString();
  }

  private SmppAddress address(int octetsMax) {
    return new SmppAddress(octet(), octet(), text(octetsMax));
  }

  private Handling handling() {
    return new Handling(
        octet(), octet(), octet(), text(17), text(17), octet(), octet(), octet(), octet());
  }

  private Octets message() {
    return octets(255);
  }

  private Octets octets(int bound) {
    byte[] octets = new byte[random.nextInt(bound)];
    random.nextBytes(octets);
    return Octets.of(octets);
  }

  private Tlvs tlvs() {
    Tlvs tlvs = Tlvs.NONE;
    for (int i = random.nextInt(4); i > 0; i--) {
      tlvs = tlvs.with(random.nextInt(0x10000), octets(random.nextInt(10) == 0 ? 3_000 : 20));
    }
    return tlvs;
  }

  private List<Pdu.Destination> destinations() {
    var list = new ArrayList<Pdu.Destination>();
    for (int i = random.nextInt(6); i > 0; i--) {
      list.add(
          random.nextBoolean()
              ? new Pdu.Destination.ToAddress(address(21))
              : new Pdu.Destination.ToList(text(21)));
    }
    return list;
  }

  private List<Pdu.Unsuccessful> unsuccessful() {
    var list = new ArrayList<Pdu.Unsuccessful>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(new Pdu.Unsuccessful(address(21), status()));
    }
    return list;
  }
}
