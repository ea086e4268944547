package io.carillon.engine.optout;

import io.carillon.engine.change.Decision;
import io.carillon.engine.change.Decision.Step;
import io.carillon.engine.change.Desk;
import io.carillon.engine.change.Matter;
import io.carillon.engine.change.Wake;
import io.carillon.engine.consent.Clearance;
import io.carillon.engine.dispatch.Stopping;
import io.carillon.engine.inbound.Replying;
import io.carillon.engine.inbound.Replying.Reply;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent;
import io.carillon.model.Consent.Action;
import io.carillon.model.Consent.Method;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Direction;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Message.Work;
import io.carillon.model.MessageId;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Consents;
import io.carillon.model.port.Consents.Kept;
import io.carillon.model.port.History;
import io.carillon.model.port.History.Ends;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Kinds;
import io.carillon.model.port.History.Match;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Start;
import io.carillon.model.port.Messages;
import io.carillon.model.port.Meters;
import io.carillon.model.port.StoreException;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends what waits for a person who has said stop, and answers persons who say stop, start or help.
///
/// Nothing leaves without it either: each claim asks for itself. It only spares the account the
/// wait, and its money. What has not been swept or answered yet stands in the store, so a crash
/// loses nothing; a pass begins with the commit of what a person said and with each sweep. One at a
/// time, in small steps.
public final class Sweeping implements Wake {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeping.class);
  private static final int STOPS = 50;
  private static final int ANSWERS = 50;
  private static final Duration LATER = Duration.ofSeconds(10);
  private static final int PAGE = 200;
  private static final Meters.Count NO_COUNT = _ -> {};
  private static final Kinds WAITING =
      new Kinds(
          Set.of(Direction.OUTBOUND),
          Set.of(),
          Set.of(Status.ACCEPTED, Status.SCHEDULED, Status.QUEUED, Status.SENDING));

  private final Desk desk;
  private final Reading reading;
  private final Clearance clearance;
  private final Repliers repliers;
  private final Sources sources;
  private final Meters.Count ended;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicBoolean again = new AtomicBoolean();

  public Sweeping(
      Desk desk,
      Reading reading,
      Clearance clearance,
      Repliers repliers,
      Sources sources,
      Meters meters) {
    this.desk = desk;
    this.reading = reading;
    this.clearance = clearance;
    this.repliers = repliers;
    this.sources = sources;
    ended = meters.count("consent.ended");
  }

  /// The read ports that it needs.
  public record Reading(Consents consents, History history, Messages messages) {}

  /// Who answers persons.
  ///
  /// @param stops answers those who stop
  /// @param owed who answers what is kept as owed an answer: the first who says that it does
  public record Repliers(Answers stops, List<Replying> owed) {
    public Repliers {
      owed = List.copyOf(owed);
    }

    private Replying of(Message message) {
      return owed.stream().filter(one -> one.isFor(message)).findFirst().orElse(stops);
    }
  }

  /// Where time and tasks come from.
  public record Sources(Clock clock, Tasks tasks) {}

  @Override
  public void after(Commit commit) {
    for (var write : commit.writes()) {
      boolean stops =
          write instanceof Write.Consented(var consent, _) && consent.action() == Action.REVOKE;
      boolean asks = write instanceof Write.Added(var message) && isOwed(message);
      if (stops || asks) {
        begin();
        return;
      }
    }
  }

  private static boolean isOwed(Message message) {
    return message.state().work().waitsFor() == Wait.REPLY;
  }

  /// Begins a pass where none is under way. To be called now and then, too.
  public void begin() {
    again.set(true);
    if (busy.compareAndSet(false, true)) {
      sources.tasks().start("end what was stopped", this::pass);
    }
  }

  private void pass() {
    try {
      boolean goesOn = true;
      while (goesOn) {
        again.set(false);
        boolean more = answerOwed();
        var stops = reading.consents().unswept(STOPS);
        boolean whole = true;
        for (var stop : stops) {
          whole &= sweep(stop);
        }
        goesOn = more || (whole && stops.size() == STOPS) || again.get();
      }
    } catch (StoreException e) {
      LOG.warn("what persons stopped could not be ended yet: {}", e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      busy.set(false);
    }
  }

  /// Gives the answers that are owed; tells whether there may be more of them. One that cannot be
  /// given now is tried again in [#LATER], and does not keep others from theirs.
  private boolean answerOwed() throws InterruptedException {
    var owed = reading.messages().unanswered(ANSWERS);
    var now = sources.clock().now();
    var notes = new HashMap<MessageId, Optional<String>>();
    var answered = new ArrayList<Message>();
    var later = new ArrayList<Message>();
    for (var replier : repliers.owed()) {
      var theirs =
          owed.stream()
              .filter(message -> isDue(message, now) && repliers.of(message).equals(replier))
              .toList();
      var replies = theirs.isEmpty() ? List.<Reply>of() : replier.answer(theirs);
      for (int i = 0; i < replies.size(); i++) {
        switch (replies.get(i)) {
          case Reply.Settled(var note) -> {
            notes.put(theirs.get(i).id(), note);
            answered.add(theirs.get(i));
          }
          case Reply.Later _ -> later.add(theirs.get(i));
        }
      }
    }
    boolean whole = settle(answered, current -> answered(current, notes), NO_COUNT);
    return settle(later, this::later, NO_COUNT) && whole && answered.size() == ANSWERS;
  }

  /// What lies further ahead than any pause was owed before the wall clock was set back.
  private static boolean isDue(Message message, Instant now) {
    var due = message.state().work().due().orElse(now);
    return !due.isAfter(now) || due.isAfter(now.plus(LATER));
  }

  private Optional<Step> answered(Message message, Map<MessageId, Optional<String>> notes) {
    var state = message.state();
    var rows =
        notes.getOrDefault(message.id(), Optional.empty()).stream()
            .<Write>map(said -> new Write.Noted(row(message, said)))
            .toList();
    return isOwed(message)
        ? Optional.of(Step.to(message.with(state.with(state.facts(), Work.NONE)), rows))
        : Optional.empty();
  }

  private TraceRow row(Message message, String note) {
    return new TraceRow(message.id(), sources.clock().now(), TraceRow.Kind.NOTE, note);
  }

  private Optional<Step> later(Message message) {
    var state = message.state();
    var work = Work.fresh("", "", Wait.REPLY, sources.clock().now().plus(LATER));
    return isOwed(message)
        ? Optional.of(Step.to(message.with(state.with(state.facts(), work))))
        : Optional.empty();
  }

  /// Tells whether all of it is done and noted.
  private boolean sweep(Kept stop) throws InterruptedException {
    answer(stop.consent());
    if (!endAll(stop.consent())) {
      return false;
    }
    var gate = sources.tasks().gate();
    var done = new AtomicBoolean();
    desk.note(
        new Commit(Urgency.INSIDE, List.of(), List.of(new Write.Swept(stop.number()))),
        result -> {
          done.set(result instanceof Result.Done);
          gate.open();
        });
    gate.pass();
    return done.get();
  }

  private void answer(Consent stop) {
    if (stop.proof().method() == Method.KEYWORD) {
      Id.fromHex(stop.proof().source())
          .map(MessageId::new)
          .flatMap(reading.messages()::find)
          .filter(said -> isFrom(said, stop))
          .ifPresent(repliers.stops()::stop);
    }
  }

  /// A list may name any message as where something was said.
  private static boolean isFrom(Message said, Consent stop) {
    var parties = said.parties();
    return parties.direction() == Direction.INBOUND
        && parties.account().equals(stop.account())
        && parties.from().equals(stop.person());
  }

  private boolean endAll(Consent stop) throws InterruptedException {
    var filter = Filter.of(stop.account()).with(WAITING).with(ends(stop));
    boolean whole = true;
    Optional<Start> start = Optional.of(Start.FIRST);
    while (start.isPresent()) {
      var page = reading.history().page(filter, Order.NEWEST, start.get(), PAGE);
      if (!isInForce(stop)) {
        return whole;
      }
      var meant = page.messages().stream().filter(message -> isMeant(stop, message)).toList();
      whole &= settle(meant, current -> Stopping.waiting(current, sources.clock().now()), ended);
      start = page.behind().map(Start.After::new);
    }
    return whole;
  }

  /// Whether the person has not let its messages come again: asked after the page was read, so that
  /// nothing of it was accepted since.
  private boolean isInForce(Consent stop) {
    return reading.consents().stopped(stop.account(), stop.person()).contains(stop.reach());
  }

  private static Ends ends(Consent stop) {
    var from =
        stop.reach().kind() == Reach.Kind.SENDER ? Match.whole(stop.reach().name()) : Match.ANY;
    return new Ends(from, Match.whole(stop.person().value()));
  }

  /// What the person stopped, and the account lets nothing of it through.
  private boolean isMeant(Consent stop, Message message) {
    var parties = message.parties();
    return parties.to().equals(stop.person())
        && clearance.reaches(stop.account(), parties.from()).contains(stop.reach())
        && !clearance.guards(message).isEmpty();
  }

  /// Tells whether all of these are settled; `settled` counts those that changed by it.
  private boolean settle(List<Message> messages, Decision decision, Meters.Count settled)
      throws InterruptedException {
    if (messages.isEmpty()) {
      return true;
    }
    var open = new AtomicInteger(messages.size());
    var whole = new AtomicBoolean(true);
    var gate = sources.tasks().gate();
    var ending =
        new Matter.Ending() {
          @Override
          public void ended(Optional<Message> after) {
            after.ifPresent(_ -> settled.add(1));
            if (open.decrementAndGet() == 0) {
              gate.open();
            }
          }

          @Override
          public void broken() {
            whole.set(false);
            ended(Optional.empty());
          }
        };
    var matters = new ArrayList<Matter>(messages.size());
    for (var message : messages) {
      matters.add(
          new Matter(message.id(), Optional.of(message), decision, Matter.Kind.ORDER, ending));
    }
    desk.settle(matters, Urgency.INSIDE);
    gate.pass();
    return whole.get();
  }
}
