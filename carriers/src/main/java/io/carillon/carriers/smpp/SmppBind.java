package io.carillon.carriers.smpp;

import io.carillon.model.Fault;
import io.carillon.model.Outcome;
import io.carillon.model.Report;
import io.carillon.model.port.Carrier;
import io.carillon.model.port.Carrier.Answers;
import io.carillon.model.port.Carrier.Part;
import io.carillon.wire.smpp.Answer;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Incoming;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.SessionEnd;
import io.carillon.wire.smpp.SessionEnd.Reason;
import io.carillon.wire.smpp.SmppHandler;
import io.carillon.wire.smpp.SmppSession;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens on one bound session, a batch at a time, on its reading thread.
///
/// Whoever is told of a batch and fails over it costs neither the session nor the other batches
/// that came with it: each part is to be answered, whatever becomes of its neighbours.
final class SmppBind implements SmppHandler {
  private static final Logger LOG = LoggerFactory.getLogger(SmppBind.class);

  private static final AtomicLong CONNECTIONS = new AtomicLong();

  private final long connection = CONNECTIONS.incrementAndGet();
  private final SmppSession session;
  private final SmppCarrier.Inward inward;
  private final BindFigures figures;

  SmppBind(SmppSession session, SmppCarrier.Inward inward, BindFigures figures) {
    this.session = session;
    this.inward = inward;
    this.figures = figures;
  }

  /// A part on the wire and who is told of it.
  ///
  /// @param at when it was handed over, in nanoseconds of this process
  record Sent(Part part, Answers answers, long at) {}

  @Override
  public void onAnswers(List<Answer> answers) {
    var told = new IdentityHashMap<Answers, List<Carrier.Answer>>();
    int submits = 0;
    int tooFast = 0;
    long oldest = 0;
    for (var answer : answers) {
      if (answer.attachment() instanceof Sent(var part, var to, var at)) {
        var outcome = outcome(answer);
        oldest = submits == 0 ? at : oldest;
        submits++;
        tooFast += isThrottle(outcome) ? 1 : 0;
        told.computeIfAbsent(to, _ -> new ArrayList<>(answers.size()))
            .add(new Carrier.Answer(part, outcome));
      } else if (answer.attachment() instanceof SmppOrders.Asked(var then)) {
        tell(then, answer);
      }
    }
    if (submits > 0) {
      figures.answered(submits, tooFast, System.nanoTime() - oldest);
    }
    told.forEach((to, batch) -> {
      try {
        to.answered(batch);
      } catch (RuntimeException e) {
        LOG.error("carrier {}: {} answers were not taken", inward.carrier(), batch.size(), e);
      }
    });
    onRoom();
  }

  private void tell(Consumer<Answer> then, Answer answer) {
    try {
      then.accept(answer);
    } catch (RuntimeException e) {
      LOG.error("carrier {}: the answer to an order was not taken", inward.carrier(), e);
    }
  }

  private static boolean isThrottle(Outcome outcome) {
    return outcome instanceof Outcome.NotTaken(var fault, _) && fault == Fault.THROTTLED;
  }

  @Override
  public void onRequests(List<Incoming> requests) {
    figures.delivered(requests.size());
    var kept = new ArrayList<Incoming>(requests.size());
    var batch = new ArrayList<Report>(requests.size());
    for (var request : requests) {
      if (request.pdu() instanceof Pdu.Carrying carrying) {
        inward
            .reading()
            .report(carrying, connection)
            .ifPresentOrElse(
                report -> {
                  kept.add(request);
                  batch.add(report);
                },
                () -> unreadable(request));
      } else {
        session.respond(request, request.pdu().refuse(CommandStatus.RINVCMDID));
      }
    }
    if (!batch.isEmpty()) {
      hand(batch, kept);
    }
  }

  private void hand(List<Report> batch, List<Incoming> requests) {
    try {
      inward
          .reports()
          .take(inward.carrier(), figures.bind(), batch, synced -> answer(requests, synced));
    } catch (RuntimeException e) {
      LOG.error("carrier {}: {} reports were not taken", inward.carrier(), batch.size(), e);
      answer(requests, false);
    }
  }

  private void unreadable(Incoming request) {
    LOG.warn("carrier {}: refused a delivery that names nobody and nothing", inward.carrier());
    session.respond(request, request.pdu().refuse(CommandStatus.RX_P_APPN));
  }

  private void answer(List<Incoming> requests, boolean synced) {
    int status = synced ? CommandStatus.ROK : CommandStatus.RX_T_APPN;
    session.together(() -> {
      for (var request : requests) {
        session.respond(request, request.pdu().refuse(status));
      }
    });
  }

  /// There is nothing to do about it: what waits for the subscriber waits at the centre.
  @Override
  public void onAlert(Pdu.AlertNotification alert) {
    figures.alerted();
    LOG.debug("carrier {}: the subscriber {} is back", inward.carrier(), alert.source());
  }

  @Override
  public void onRoom() {
    try {
      inward.room().run();
    } catch (RuntimeException e) {
      LOG.error("carrier {}: the news of room was not taken", inward.carrier(), e);
    }
  }

  @Override
  public void onClosed(SessionEnd end) {
    boolean inOrder = end.reason() == Reason.UNBOUND || end.reason() == Reason.PEER_UNBOUND;
    inward.reports().ended(connection, inOrder);
    inward.ended(session);
  }

  private Outcome outcome(Answer answer) {
    return switch (answer) {
      case Answer.Responded(_, var response) -> responded(response);
      case Answer.Unanswered(_, var cause) ->
          cause == Answer.Cause.NOT_SENT
              ? new Outcome.NotSent(SmppMapping.words(cause))
              : new Outcome.Unknown(SmppMapping.words(cause));
    };
  }

  private Outcome responded(Pdu.Response response) {
    if (response.status() != CommandStatus.ROK) {
      return new Outcome.NotTaken(
          inward.fault(response.status()), CommandStatus.describe(response.status()));
    }
    if (response instanceof Pdu.SubmitSmResp(_, var messageId, _)) {
      return new Outcome.Taken(inward.taken(messageId));
    }
    return response instanceof Pdu.DataSmResp(_, var messageId, _)
        ? new Outcome.Taken(inward.taken(messageId))
        : new Outcome.Unknown("the answer was to something else");
  }
}
