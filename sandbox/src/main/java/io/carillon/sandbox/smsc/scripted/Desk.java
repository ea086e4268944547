package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.scripted.Counters.Count;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Tlvs;

/// Answers the requests of one bound client as the script wants, a batch at a time, on its reading
/// thread.
final class Desk {
  private final ScriptedSmsc smsc;
  private final Intake intake;
  private final Circular circular;
  private final Clerk clerk;

  Desk(ScriptedSmsc smsc, Bind bind, Postbox postbox) {
    this.smsc = smsc;
    intake = new Intake(smsc, bind, postbox);
    circular = new Circular(smsc, intake);
    clerk = new Clerk(smsc, bind, postbox);
  }

  /// A batch begins.
  void begin() {
    intake.begin();
  }

  /// A batch ends.
  void end() {
    intake.end();
  }

  /// One request; false where a client may not ask for this.
  boolean take(int sequence, Pdu.Request request) {
    switch (request) {
      case Pdu.SubmitSm submit -> message(sequence, submit);
      case Pdu.DataSm data -> message(sequence, data);
      case Pdu.SubmitMulti multi -> circular.take(sequence, multi);
      case Pdu.QuerySm query -> clerk.query(sequence, query);
      case Pdu.CancelSm cancel -> clerk.cancel(sequence, cancel);
      case Pdu.ReplaceSm replace -> clerk.replace(sequence, replace);
      case Pdu.Bind _, Pdu.Unbind _, Pdu.EnquireLink _, Pdu.DeliverSm _ -> {
        return false;
      }
    }
    return true;
  }

  private void message(int sequence, Pdu.Carrying pdu) {
    smsc.counters().add(Count.SUBMITS);
    long now = System.nanoTime();
    var verdict = intake.judge(pdu, now);
    if (!verdict.isTaken()) {
      intake.respond(sequence, verdict.reaction(), response(pdu, verdict.status(), ""));
      return;
    }
    var message = intake.keep(verdict.rule(), pdu, now, null);
    var response = response(pdu, CommandStatus.ROK, message.id());
    boolean before = verdict.rule().receipt().beforeResponse();
    if (!before) {
      intake.respond(sequence, verdict.reaction(), response);
      intake.owe(message, null);
    } else if (!intake.owe(message, () -> intake.respondNow(sequence, response))) {
      intake.respond(sequence, verdict.reaction(), response);
    }
  }

  private Pdu.Response response(Pdu.Carrying pdu, int status, String id) {
    var tlvs = intake.tlvs();
    return switch (pdu) {
      case Pdu.SubmitSm _ -> new Pdu.SubmitSmResp(status, id, tlvs);
      case Pdu.DataSm _ -> new Pdu.DataSmResp(status, id, tlvs);
      case Pdu.DeliverSm _ -> new Pdu.DeliverSmResp(CommandStatus.RINVCMDID, "", Tlvs.NONE);
    };
  }
}
