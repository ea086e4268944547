package io.carillon.front.smpp;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.Submission;
import io.carillon.front.arranged.EsmeBind;
import io.carillon.front.arranged.OwnEsme;
import io.carillon.model.Fault;
import io.carillon.model.port.StoreBusy;
import io.carillon.model.port.StoreException;
import io.carillon.wire.smpp.Answer;
import io.carillon.wire.smpp.CommandStatus;
import io.carillon.wire.smpp.Incoming;
import io.carillon.wire.smpp.Pdu;
import io.carillon.wire.smpp.Pdu.DataSmResp;
import io.carillon.wire.smpp.Pdu.SubmitSmResp;
import io.carillon.wire.smpp.SessionEnd;
import io.carillon.wire.smpp.SmppHandler;
import io.carillon.wire.smpp.SmppSession;
import io.carillon.wire.smpp.Tlvs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One bind of an ESME.
///
/// What one read of the line brought in goes to accept together, at most 500 messages a commit;
/// each submit is answered once its message is synced, so answers may come in another order than
/// the requests. Accept may hold the reading thread up for a moment: that is how a bind is slowed
/// down.
final class Bound implements SmppHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Bound.class);
  private static final Duration UNBIND = Duration.ofSeconds(2);

  private final EsmeServer server;
  private final SmppSession session;
  private final OwnEsme atBind;
  private final Instant since;
  private final Bucket bucket;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong submitted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong delivered = new AtomicLong();

  Bound(EsmeServer server, SmppSession session, OwnEsme esme) {
    this.server = server;
    this.session = session;
    atBind = esme;
    since = server.clock().now();
    bucket = server.binds().add(this);
  }

  String systemId() {
    return atBind.systemId();
  }

  /// Whether it can be delivered to now.
  boolean receives() {
    return session.isBound() && session.bind().mode().receives();
  }

  /// Puts a deliver_sm on the wire; false where there is no room for it.
  boolean deliver(Pdu.DeliverSm pdu, Delivery delivery) {
    boolean offered = session.offer(pdu, delivery);
    session.flush();
    return offered;
  }

  @Override
  public void onAnswers(List<Answer> answers) {
    for (var answer : answers) {
      boolean taken =
          answer instanceof Answer.Responded(_, var response)
              && response.status() == CommandStatus.ROK;
      if (taken) {
        delivered.incrementAndGet();
      }
      server.figures().delivered(taken);
      ((Delivery) answer.attachment()).answered(answer);
    }
  }

  /// The ESME as it stands now; empty, and the bind ends, where it may not be bound any more.
  Optional<OwnEsme> current() {
    var now = server.standing(atBind);
    if (now.isEmpty() && session.isBound()) {
      LOG.info("smpp server: {} may not be bound any more", systemId());
      session.unbind(UNBIND);
    }
    return now;
  }

  @Override
  public void onRequests(List<Incoming> requests) {
    var esme = current();
    var read = new Gathered(new ArrayList<>(requests.size()), new LinkedHashSet<>(0));
    for (var request : requests) {
      if (esme.isEmpty()) {
        session.respond(request, request.pdu().refuse(CommandStatus.RINVBNDSTS));
      } else {
        take(esme.get(), request, read);
      }
    }
    var whole = read.whole();
    for (int from = 0; from < whole.size(); from += Accept.SUBMISSIONS_MAX) {
      accept(whole.subList(from, Math.min(whole.size(), from + Accept.SUBMISSIONS_MAX)));
    }
    server.texts().push(read.texts());
  }

  /// A submission and the request that brought it.
  private record Asked(Incoming request, Submission submission) {}

  /// What one read brought to be kept: whole messages, and texts of which parts came.
  private record Gathered(List<Asked> whole, Set<LongTexts.Text> texts) {}

  private void take(OwnEsme esme, Incoming request, Gathered read) {
    switch (request.pdu()) {
      case Pdu.SubmitSm pdu when Said.saysTwice(pdu.shortMessage(), pdu.tlvs()) ->
          refuse(request, CommandStatus.RINVMSGLEN);
      case Pdu.SubmitSm pdu -> submit(esme, request, Said.of(pdu), read);
      case Pdu.DataSm pdu -> submit(esme, request, Said.of(pdu), read);
      case Pdu.SubmitMulti pdu -> submitToMany(esme, request, pdu);
      case Pdu.QuerySm pdu ->
          ordered(request, () -> answer(request, server.orders().query(esme, pdu)));
      case Pdu.CancelSm pdu ->
          ordered(request, () -> server.orders().cancel(esme, pdu, told -> answer(request, told)));
      case Pdu.ReplaceSm pdu ->
          ordered(request, () -> server.orders().replace(esme, pdu, told -> answer(request, told)));
      case Pdu.DeliverSm _, Pdu.Bind _, Pdu.Unbind _, Pdu.EnquireLink _ ->
          session.respond(request, request.pdu().refuse(CommandStatus.RINVCMDID));
    }
  }

  private void ordered(Incoming request, Runnable order) {
    try {
      order.run();
    } catch (StoreBusy _) {
      session.respond(request, request.pdu().refuse(EsmeFault.status(Fault.OVERLOADED)));
    } catch (StoreException _) {
      session.respond(request, request.pdu().refuse(CommandStatus.RSYSERR));
    }
  }

  private void answer(Incoming request, Pdu.Response response) {
    session.respond(request, response);
    session.flush();
  }

  private EsmeRequests.About about(OwnEsme esme, Incoming request, String toldId) {
    var name = "smpp_%s_%d_%d".formatted(systemId(), since.toEpochMilli(), request.sequence());
    return new EsmeRequests.About(esme, name, toldId, server.clock().now());
  }

  private void submit(OwnEsme esme, Incoming request, Said said, Gathered read) {
    int slow = slow(esme, 1);
    if (slow != CommandStatus.ROK) {
      refuse(request, slow);
      return;
    }
    switch (EsmeRequests.read(said, about(esme, request, ""))) {
      case EsmeRequests.Read.No(var status) -> refuse(request, status);
      case EsmeRequests.Read.Whole(var submission) -> {
        open.incrementAndGet();
        read.whole().add(new Asked(request, submission));
      }
      case EsmeRequests.Read.Part part -> {
        open.incrementAndGet();
        int number = part.concat().number();
        read.texts().add(server.texts().add(part, outcome -> told(request, number, outcome)));
      }
    }
  }

  /// Whether so many more may come in now.
  private int slow(OwnEsme esme, int messages) {
    if (open.get() >= esme.window()) {
      return CommandStatus.RTHROTTLED;
    }
    for (int i = 0; i < messages; i++) {
      if (!bucket.admits(esme.rate())) {
        return CommandStatus.RTHROTTLED;
      }
    }
    return CommandStatus.ROK;
  }

  private void told(Incoming request, int part, LongTexts.Outcome outcome) {
    open.decrementAndGet();
    switch (outcome) {
      case LongTexts.Outcome.Taken(var id) -> taken(request, EsmeReplies.id(id, part));
      case LongTexts.Outcome.Refused(var refusal) -> refuse(request, EsmeFault.status(refusal));
    }
    session.flush();
  }

  private void refuse(Incoming request, int status) {
    refused.incrementAndGet();
    server.figures().refused(status);
    session.respond(request, request.pdu().refuse(status));
  }

  private void taken(Incoming request, String id) {
    submitted.incrementAndGet();
    server.figures().submitted(1);
    session.respond(
        request,
        request.pdu() instanceof Pdu.DataSm
            ? new DataSmResp(CommandStatus.ROK, id, Tlvs.NONE)
            : new SubmitSmResp(CommandStatus.ROK, id, Tlvs.NONE));
  }

  private void accept(List<Asked> asked) {
    var batch = List.copyOf(asked);
    try {
      server
          .accept()
          .take(
              batch.stream().map(Asked::submission).toList(),
              results -> session.together(() -> told(batch, results)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      batch.forEach(one -> {
        open.decrementAndGet();
        refuse(one.request(), CommandStatus.RSYSERR);
      });
    }
  }

  private void told(List<Asked> batch, List<Accept.Result> results) {
    for (int i = 0; i < batch.size(); i++) {
      open.decrementAndGet();
      switch (results.get(i)) {
        case Accept.Result.Accepted(var message, _) ->
            taken(batch.get(i).request(), EsmeReplies.id(message.id()));
        case Accept.Result.Refused(var refusal) ->
            refuse(batch.get(i).request(), EsmeFault.status(refusal));
      }
    }
  }

  /// One message for each destination, at most 254 (number_of_dests is one octet). All are answered
  /// with one message_id, which their receipts repeat.
  private void submitToMany(OwnEsme esme, Incoming request, Pdu.SubmitMulti pdu) {
    int slow = slow(esme, pdu.destinations().size());
    int wrong = pdu.destinations().isEmpty() ? CommandStatus.RINVNUMDESTS : slow;
    if (wrong == CommandStatus.ROK && Said.saysTwice(pdu.shortMessage(), pdu.tlvs())) {
      wrong = CommandStatus.RINVMSGLEN;
    }
    if (wrong != CommandStatus.ROK) {
      refuse(request, wrong);
      return;
    }
    var many = new ManySubmit(pdu, server.ids().next().hex());
    for (var destination : pdu.destinations()) {
      many.read(destination, said -> EsmeRequests.read(said, about(esme, request, many.id())));
    }
    if (many.submissions().isEmpty()) {
      answer(request, many.response());
      return;
    }
    open.incrementAndGet();
    try {
      server
          .accept()
          .take(
              many.submissions(),
              results -> {
                open.decrementAndGet();
                int accepted = many.told(results);
                submitted.addAndGet(accepted);
                server.figures().submitted(accepted);
                answer(request, many.response());
              });
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      open.decrementAndGet();
      refuse(request, CommandStatus.RSYSERR);
    }
  }

  @Override
  public void onClosed(SessionEnd end) {
    server.binds().remove(this);
    LOG.info("smpp server: {} is not bound any more ({})", systemId(), end);
  }

  void unbind() {
    session.unbind(UNBIND);
  }

  EsmeBind shown() {
    return new EsmeBind(
        systemId(),
        atBind.account(),
        EsmeMapping.word(session.bind().mode()),
        since,
        String.valueOf(session.peer()).replaceFirst("^/", ""),
        server.isTls(),
        atBind.window(),
        new EsmeBind.Flow(
            open.get(),
            submitted.get(),
            refused.get(),
            delivered.get(),
            session.inFlight(),
            server.waiting(atBind)));
  }
}
