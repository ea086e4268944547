package io.carillon.engine.optout;

import io.carillon.engine.consent.Clearance;
import io.carillon.engine.consent.ConsentPolicy;
import io.carillon.engine.consent.Intent;
import io.carillon.engine.consent.Keywords;
import io.carillon.engine.consent.Keywords.Match;
import io.carillon.engine.inbound.Listening;
import io.carillon.model.AccountId;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent;
import io.carillon.model.Consent.Action;
import io.carillon.model.Consent.Method;
import io.carillon.model.Consent.Proof;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Event;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Report.Revoked;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Clock;
import io.carillon.model.port.Consents;
import io.carillon.model.port.Consents.Filter;
import io.carillon.model.port.Meters;
import io.carillon.model.port.StoreException;
import io.carillon.model.port.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Understands what persons write about being written to.
///
/// A stop is recorded in the commit that keeps the message, so the two cannot part; a start and a
/// call for help are kept as messages that wait for our answer. [Sweeping] gives it. A start ends
/// every stop that keeps its sender from the person. A plain yes counts only from a person who has
/// stopped, or who was asked within a week; for that the store is read first.
public final class Sayings implements Listening {
  private static final Logger LOG = LoggerFactory.getLogger(Sayings.class);
  private static final Duration ASKED_WITHIN = Duration.ofDays(7);
  private static final int RECORDS_READ = 50;
  private static final String UNCLEAR =
      "consent: it looks like a stop, but is no word that we know; nothing was stopped";

  private final Clearance clearance;
  private final Consents consents;
  private final Sources sources;
  private final Meters.Count stops;
  private final Meters.Count starts;
  private final Meters.Count helps;
  private final Meters.Count unclear;
  private final Meters.Count leavings;

  public Sayings(Clearance clearance, Consents consents, Sources sources, Meters meters) {
    this.clearance = clearance;
    this.consents = consents;
    this.sources = sources;
    stops = meters.count("consent.words", "intent", "stop");
    starts = meters.count("consent.words", "intent", "start");
    helps = meters.count("consent.words", "intent", "help");
    unclear = meters.count("consent.words", "intent", "unclear");
    leavings = meters.count("consent.left");
  }

  /// Where time and tasks come from.
  public record Sources(Clock clock, Tasks tasks) {}

  @Override
  public void hear(Message message, Consumer<Heard> then) {
    var text = message.content().words();
    var set = clearance.set(message.account(), message.parties().to());
    var match = Keywords.standard().match(text, set.words(), set.language());
    if (match.isEmpty()) {
      then.accept(loose(message, text, set));
    } else if (match.get().onlyWhenStopped()) {
      sources
          .tasks()
          .start("look whether a yes was asked for", () -> then.accept(yes(message, match.get())));
    } else {
      then.accept(
          switch (match.get().intent()) {
            case STOP -> stop(message);
            case START -> start(message, "");
            case HELP -> {
              helps.add(1);
              yield Heard.taken(List.of(), true);
            }
          });
    }
  }

  /// Recorded as what STOP to that sender would be. It is not answered: who has left is not written
  /// to.
  @Override
  public List<Write> left(AccountId account, String carrier, Revoked revoked) {
    leavings.add(1);
    var source = revoked.channel().word();
    var proof = new Proof(Method.CARRIER, "", "", source, "", carrier, "");
    var writes = new ArrayList<Write>();
    for (var reach : clearance.stopped(account, revoked.sender())) {
      var person = revoked.person();
      writes.add(
          new Write.Consented(
              new Consent(account, reach, person, Action.REVOKE, sources.clock().now(), proof),
              true));
    }
    return told(writes, account.value());
  }

  private Heard loose(Message message, String text, ConsentPolicy set) {
    if (!Keywords.standard().looksLikeStop(text)) {
      return Heard.NOTHING;
    }
    if (set.revokesUnclear()) {
      return stop(message);
    }
    unclear.add(1);
    var row = new TraceRow(message.id(), accepted(message), TraceRow.Kind.CHECKED, UNCLEAR);
    return Heard.noted(List.of(new Write.Noted(row)));
  }

  private Heard stop(Message message) {
    stops.add(1);
    var parties = message.parties();
    var writes = new ArrayList<Write>();
    for (var reach : clearance.stopped(parties.account(), parties.to())) {
      writes.add(said(message, Action.REVOKE, reach, "", true));
    }
    return Heard.taken(told(writes, message.id().value()), false);
  }

  /// Ends every stop that keeps the sender from the person, and records it once where there was
  /// none.
  private Heard start(Message message, String confirmation) {
    starts.add(1);
    var parties = message.parties();
    var own = clearance.stopped(parties.account(), parties.to());
    var writes = new ArrayList<Write>();
    for (var reach : clearance.reaches(parties.account(), parties.to())) {
      writes.add(said(message, Action.GRANT, reach, confirmation, own.contains(reach)));
    }
    return Heard.taken(told(writes, message.id().value()), true);
  }

  /// The rows of one saying, with the one that the live feed tells.
  private static List<Write> told(List<Write> writes, Id subject) {
    var all = new ArrayList<>(writes);
    writes.stream()
        .filter(Write.Consented.class::isInstance)
        .map(Write.Consented.class::cast)
        .findFirst()
        .flatMap(first -> Event.of(first.consent(), subject))
        .map(Write.Happened::new)
        .ifPresent(all::add);
    return all;
  }

  private static Write said(
      Message message, Action action, Reach reach, String confirmation, boolean always) {
    var written = Proof.written(message.content().words(), message.id().value().hex());
    var proof =
        new Proof(written.method(), "", written.words(), written.source(), "", "", confirmation);
    var parties = message.parties();
    return new Write.Consented(
        new Consent(parties.account(), reach, parties.from(), action, accepted(message), proof),
        always);
  }

  private Heard yes(Message message, Match match) {
    var parties = message.parties();
    try {
      var asked = asked(message);
      var reaches = clearance.reaches(parties.account(), parties.to());
      boolean stopped =
          consents.stopped(parties.account(), parties.from()).stream().anyMatch(reaches::contains);
      boolean counts = match.intent() == Intent.START && (stopped || asked.isPresent());
      return counts ? start(message, asked.map(Sayings::confirmed).orElse("")) : Heard.NOTHING;
    } catch (StoreException unread) {
      LOG.warn("whether a yes counts could not be read: {}", unread.getMessage());
      return Heard.NOTHING;
    }
  }

  private Optional<Consent> asked(Message message) {
    var parties = message.parties();
    var reaches = clearance.reaches(parties.account(), parties.to());
    var filter = Filter.of(parties.account()).of(parties.from());
    var since = accepted(message).minus(ASKED_WITHIN);
    return consents.page(filter, Long.MAX_VALUE, RECORDS_READ).records().stream()
        .map(Consents.Kept::consent)
        .filter(said -> reaches.contains(said.reach()))
        .findFirst()
        .filter(said -> said.action() == Action.ASK && said.at().isAfter(since));
  }

  private static String confirmed(Consent asked) {
    return "asked at " + asked.at() + ", and said yes";
  }

  private static Instant accepted(Message message) {
    return message.state().times().accepted();
  }
}
