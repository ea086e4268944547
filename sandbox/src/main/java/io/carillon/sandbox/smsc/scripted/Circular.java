package io.carillon.sandbox.smsc.scripted;

import io.carillon.sandbox.smsc.scripted.Counters.Count;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Pdu.Destination;
import io.carillon.wire.smpp.Pdu.SubmitMulti;
import io.carillon.wire.smpp.Pdu.SubmitMultiResp;
import io.carillon.wire.smpp.Pdu.SubmitSm;
import io.carillon.wire.smpp.Pdu.Unsuccessful;
import io.carillon.wire.smpp.SmppAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers submit_multi (SMPP 3.4 §4.5): each destination is a message of its own by its own rule,
/// and all have the id of the first one that is taken.
///
/// The response is as late as the latest of the rules wants it, and missing where one of them wants
/// none; no receipt goes before it. The centre has no distribution lists.
final class Circular {
  private static final int DESTINATIONS_MAX = 254;

  private final ScriptedSmsc smsc;
  private final Intake intake;

  Circular(ScriptedSmsc smsc, Intake intake) {
    this.smsc = smsc;
    this.intake = intake;
  }

  void take(int sequence, SubmitMulti multi) {
    smsc.counters().add(Count.SUBMITS);
    int fault = fault(multi.destinations());
    if (fault != CommandStatus.ROK) {
      intake.respond(sequence, 0, true, multi.refuse(fault));
      return;
    }
    long now = System.nanoTime();
    var refused = new ArrayList<Unsuccessful>();
    var taken = new ArrayList<Message>();
    long wait = 0;
    boolean answers = true;
    @Nullable Message last = null;
    for (var destination : multi.destinations()) {
      if (destination instanceof Destination.ToAddress(var address)) {
        var one = alone(multi, address);
        var verdict = intake.judge(one, now);
        wait = Math.max(wait, intake.nanos(verdict.reaction().delay()));
        answers = answers && verdict.reaction().answers();
        if (verdict.isTaken()) {
          last = intake.keep(verdict.rule(), one, now, last);
          taken.add(last);
        } else {
          refused.add(new Unsuccessful(address, verdict.status()));
        }
      }
    }
    intake.respond(sequence, wait, answers, response(last, refused));
    taken.forEach(message -> intake.owe(message, null));
  }

  /// Where nobody is left there is no message and no id for it.
  private SubmitMultiResp response(@Nullable Message last, List<Unsuccessful> refused) {
    return last == null
        ? new SubmitMultiResp(CommandStatus.RSUBMITFAIL, "", refused, intake.tlvs())
        : new SubmitMultiResp(CommandStatus.ROK, last.id(), refused, intake.tlvs());
  }

  private static int fault(List<Destination> destinations) {
    if (destinations.isEmpty() || destinations.size() > DESTINATIONS_MAX) {
      return CommandStatus.RINVNUMDESTS;
    }
    return destinations.stream().anyMatch(Destination.ToList.class::isInstance)
        ? CommandStatus.RINVDLNAME
        : CommandStatus.ROK;
  }

  private static SubmitSm alone(SubmitMulti multi, SmppAddress to) {
    return new SubmitSm(
        multi.serviceType(),
        multi.source(),
        to,
        multi.handling(),
        multi.shortMessage(),
        multi.tlvs());
  }
}
