package io.carillon.engine.dispatch;

import io.carillon.engine.change.Decision.Step;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent;
import io.carillon.model.Consent.Action;
import io.carillon.model.Consent.Method;
import io.carillon.model.Consent.Proof;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Event;
import io.carillon.model.Fault;
import io.carillon.model.Message;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The end of a message whose person does not want it any more.
public final class Stopping {
  private static final String WHY = "consent: the person has stopped its sender";

  private static final String TOLD =
      "consent: the carrier says that the person has stopped its sender; that is recorded";

  private Stopping() {}

  /// Ends a message that waits for its turn, its moment or a next try; nothing else: what is on the
  /// wire, or may be, is settled by its carrier.
  public static Optional<Step> waiting(Message message, Instant now) {
    boolean waits =
        switch (message.state().work().waitsFor()) {
          case TURN, SCHEDULE, RETRY, THROTTLE, QUIET, CAP, FREQUENCY, SUSPENDED ->
              !message.status().isFinal();
          case NOTHING, ANSWER, DOUBT, RECEIPT, REPLY -> false;
        };
    return waits ? Optional.of(ended(message, now)) : Optional.empty();
  }

  /// The carrier refuses a message because its person has stopped the sender with it, as toll-free
  /// networks do: what the network knows holds here, too.
  static List<Write> toldBy(String carrier, Message message, Instant now) {
    var parties = message.parties();
    var source = message.id().value().hex();
    var proof = new Proof(Method.CARRIER, "", "", source, "", carrier, "");
    var reach = Reach.of(parties.from());
    var said = new Consent(parties.account(), reach, parties.to(), Action.REVOKE, now, proof);
    var writes = new ArrayList<Write>();
    writes.add(new Write.Consented(said, true));
    writes.add(Steps.row(message, now, TraceRow.Kind.CHECKED, TOLD));
    Event.of(said, message.id().value()).map(Write.Happened::new).ifPresent(writes::add);
    return writes;
  }

  static Step ended(Message message, Instant now) {
    return Steps.ended(message, Status.FAILED, Fault.OPTED_OUT, "", now)
        .with(List.of(Steps.row(message, now, TraceRow.Kind.CHECKED, WHY)));
  }
}
