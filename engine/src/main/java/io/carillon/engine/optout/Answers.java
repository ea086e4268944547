package io.carillon.engine.optout;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.Submission;
import io.carillon.engine.consent.Clearance;
import io.carillon.engine.consent.ConsentPolicy;
import io.carillon.engine.consent.Keywords;
import io.carillon.engine.inbound.Machines;
import io.carillon.engine.inbound.Replying;
import io.carillon.model.Account;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Consent.Action;
import io.carillon.model.Consent.Method;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Idempotency;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Consents;
import io.carillon.model.port.Consents.Filter;
import io.carillon.model.port.Meters;
import io.carillon.model.port.StoreException;
import io.carillon.wire.text.WantedEncoding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers persons who say stop, start or help, as a client of accept: the account pays for an
/// answer as for any message.
///
/// Stop and start are answered once in 24 hours, help always. Never answered are short codes, names
/// and senders of our own accounts: those are machines, and two of them would answer each other for
/// ever. An answer has an idempotency key of the message that it answers, so that what a crash left
/// unanswered is answered again and nothing is sent twice.
public final class Answers implements Replying {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final Duration ONCE_IN = Duration.ofHours(24);
  private static final int RECORDS_READ = 50;

  private final Accept accept;
  private final Clearance clearance;
  private final Accounts accounts;
  private final Consents consents;
  private final Meters.Count sent;

  public Answers(Accept accept, Clearance clearance, Reading reading, Meters meters) {
    this.accept = accept;
    this.clearance = clearance;
    this.accounts = reading.accounts();
    this.consents = reading.consents();
    sent = meters.count("consent.answers");
  }

  /// The read ports that answers need.
  public record Reading(Accounts accounts, Consents consents) {}

  /// Whoever it is from: what nobody else answers was kept for this.
  @Override
  public boolean isFor(Message message) {
    return true;
  }

  /// Answers a start (messages come again) or a call for help (who writes, and how to stop it),
  /// where that is to be answered.
  ///
  /// @throws StoreException where it cannot be told whether it was answered before
  @Override
  public List<Reply> answer(List<Message> messages) {
    return messages.stream()
        .<Reply>map(
            message -> isSettled(message) ? new Reply.Settled(Optional.empty()) : new Reply.Later())
        .toList();
  }

  private boolean isSettled(Message message) {
    return match(message)
        .map(match ->
            switch (match.intent()) {
              case START -> !isFirst(message, Action.GRANT) || answer(message, "start");
              case HELP -> answer(message, "help");
              case STOP -> true;
            })
        .orElse(true);
  }

  /// Nothing more comes. Waits until that is accepted, or refused.
  ///
  /// @throws StoreException where it cannot be told whether it was answered before
  void stop(Message message) {
    if (isFirst(message, Action.REVOKE)) {
      var _ = answer(message, "stop");
    }
  }

  /// What a person is asked.
  ///
  /// @param place where the account asked for it
  public record Question(Channel channel, Address sender, Address person, Message.Place place) {}

  /// Asks a person whether messages are welcome, with a message like any other; waits until it is
  /// accepted, or refused.
  Accept.Result ask(AccountId account, Question question, Optional<Idempotency> once)
      throws InterruptedException {
    var set = clearance.set(account, question.sender());
    var own = set.texts().getOrDefault("ask", "");
    var words = own.isEmpty() ? Keywords.standard().reply(set.language(), "ask") : own;
    var sent =
        new Sent(
            account,
            question.channel(),
            question.sender(),
            question.person(),
            filled(set, account, words));
    return accept.take(List.of(submission(sent, question.place(), "", once))).getFirst();
  }

  private record Sent(AccountId account, Channel channel, Address from, Address to, String text) {}

  private boolean isFirst(Message message, Action action) {
    var parties = message.parties();
    if (!clearance.set(parties.account(), parties.to()).answers()) {
      return false;
    }
    var now = message.state().times().accepted();
    var own = message.id().value().hex();
    var filter = Filter.of(parties.account()).of(parties.from());
    return consents.page(filter, Long.MAX_VALUE, RECORDS_READ).records().stream()
        .map(Consents.Kept::consent)
        .filter(said -> said.action() == action && said.proof().method() == Method.KEYWORD)
        .filter(said -> !said.proof().source().equals(own))
        .noneMatch(said -> !said.at().isAfter(now) && said.at().isAfter(now.minus(ONCE_IN)));
  }

  /// Tells false where it is to be tried again.
  private boolean answer(Message message, String what) {
    if (Machines.isOne(accounts.directory(), message.parties().from())) {
      return true;
    }
    try {
      var result = accept.take(List.of(submission(message, text(message, what)))).getFirst();
      return switch (result) {
        case Accept.Result.Accepted(_, var replayed) -> {
          sent.add(replayed ? 0 : 1);
          yield true;
        }
        case Accept.Result.Refused(var no) -> {
          LOG.warn("a {} from a person was not answered: {}", what, no.fault().word());
          yield no.fault().retry() != Fault.Retry.YES;
        }
      };
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Optional<Keywords.Match> match(Message message) {
    var set = clearance.set(message.account(), message.parties().to());
    return Keywords.standard().match(message.content().words(), set.words(), set.language());
  }

  private String text(Message message, String what) {
    var set = clearance.set(message.account(), message.parties().to());
    var language = match(message).map(Keywords.Match::language).orElse(set.language());
    var own = set.texts().getOrDefault(what, "");
    var words = own.isEmpty() ? Keywords.standard().reply(language, what) : own;
    return filled(set, message.account(), words);
  }

  private String filled(ConsentPolicy set, AccountId account, String words) {
    var contact = set.contact().isEmpty() ? "" : set.contact() + ". ";
    var brand =
        set.brand().isEmpty()
            ? accounts.directory().account(account).map(Account::name).orElse("")
            : set.brand();
    return words.replace("{name}", brand).replace("{contact}", contact);
  }

  private static Submission submission(Message message, String text) {
    var parties = message.parties();
    var key = "answer " + message.id().value().hex();
    var sent = new Sent(parties.account(), parties.channel(), parties.to(), parties.from(), text);
    return submission(
        sent,
        Message.Place.of(Clearance.ANSWERS, ""),
        key,
        Optional.of(new Idempotency(parties.account(), key, 0, "0".repeat(64))));
  }

  private static Submission submission(
      Sent sent, Message.Place place, String request, Optional<Idempotency> once) {
    return new Submission(
        new Submission.Source(sent.account(), place, request, "", Map.of(), Keepsake.NONE),
        sent.channel(),
        new Submission.Ends(sent.from().value(), "", sent.to().value()),
        new Content.Text(sent.text()),
        new Submission.Wishes(
            WantedEncoding.AUTO,
            Purpose.TRANSACTIONAL,
            Priority.HIGH,
            false,
            Submission.Timing.NOW,
            Optional.empty()),
        once);
  }
}
