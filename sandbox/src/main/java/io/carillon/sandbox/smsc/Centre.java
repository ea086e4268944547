package io.carillon.sandbox.smsc;

import io.carillon.sandbox.smsc.Postman.Owed;
import io.carillon.wire.smpp.Answer;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Incoming;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import io.carillon.wire.smpp.Pdu.SubmitSmResp;
import io.carillon.wire.smpp.SessionEnd;
import io.carillon.wire.smpp.SmppHandler;
import io.carillon.wire.smpp.SmppSession;
import io.carillon.wire.smpp.Tlvs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The centre's side of one bound session, a batch at a time, on its reading thread.
final class Centre implements SmppHandler {
  private static final int NUMBER_MIN = 3;
  private static final int NUMBER_MAX = 15;

  /// Octets of one submit_sm: more than any text we know of, so that what handsets show is bounded.
  private static final int PAYLOAD_MAX = 4_096;

  private final SandboxSmsc smsc;
  private final Postman postman;
  private final SmppSession session;
  private final boolean receives;

  Centre(SandboxSmsc smsc, SmppSession session) {
    this.smsc = smsc;
    this.postman = smsc.postman();
    this.session = session;
    receives = session.bind().mode().receives();
    if (receives) {
      postman.bound(session);
    }
  }

  @Override
  public void onRequests(List<Incoming> requests) {
    var asked = new ArrayList<Incoming>(requests.size());
    var taken = new ArrayList<Taken>(requests.size());
    boolean full = smsc.isFull();
    for (var request : requests) {
      if (request.pdu() instanceof SubmitSm submit) {
        int status = full ? CommandStatus.RMSGQFUL : status(submit);
        if (status == CommandStatus.ROK) {
          asked.add(request);
          taken.add(Taken.of(smsc.nextId(), System.currentTimeMillis(), submit));
        } else {
          session.respond(request, submit.refuse(status));
        }
      } else {
        session.respond(request, smsc.fates().answer(request.pdu()));
      }
    }
    if (!taken.isEmpty()) {
      take(asked, taken);
    }
  }

  private int status(SubmitSm submit) {
    var number = submit.destination().value();
    boolean digits = number.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || number.length() < NUMBER_MIN || number.length() > NUMBER_MAX) {
      return CommandStatus.RINVDSTADR;
    }
    if (submit.payload().size() > PAYLOAD_MAX) {
      return CommandStatus.RINVMSGLEN;
    }
    return switch (Script.of(number)) {
      case REFUSE -> CommandStatus.RINVDSTADR;
      case THROTTLE ->
          smsc.throttle().refuses(submit) ? CommandStatus.RTHROTTLED : CommandStatus.ROK;
      case UNDELIVERABLE, EXPIRE, SILENT, RECEIPT_FIRST, DOUBLE, STOP, HELLO, DELIVER ->
          CommandStatus.ROK;
    };
  }

  private void take(List<Incoming> asked, List<Taken> taken) {
    try {
      smsc.keep(taken);
    } catch (IOException _) {
      asked.forEach(
          request -> session.respond(request, request.pdu().refuse(CommandStatus.RSYSERR)));
      return;
    }
    var soon = new ArrayList<Owed>(taken.size());
    var now = new ArrayList<Owed>();
    for (int i = 0; i < taken.size(); i++) {
      var one = taken.get(i);
      Runnable answer = answer(asked.get(i), one);
      if (one.owed().isEmpty()) {
        answer.run();
      } else if (one.script() == Script.RECEIPT_FIRST && postman.isHeard()) {
        now.add(new Owed(one, 0, answer));
      } else {
        answer.run();
        soon.add(new Owed(one, 0, () -> {}));
      }
    }
    postman.oweNow(now);
    postman.owe(soon);
    deliver();
  }

  private Runnable answer(Incoming request, Taken taken) {
    var response = new SubmitSmResp(CommandStatus.ROK, taken.name(), Tlvs.NONE);
    return () -> session.respond(request, response);
  }

  @Override
  public void onAnswers(List<Answer> answers) {
    postman.answered(answers);
    deliver();
  }

  @Override
  public void onRoom() {
    deliver();
  }

  private void deliver() {
    if (receives) {
      postman.deliver(session);
    } else {
      postman.deliver();
    }
  }

  @Override
  public void onClosed(SessionEnd end) {
    postman.gone(session);
  }
}
