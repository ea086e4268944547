package io.carillon.engine.answer;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.Submission;
import io.carillon.model.Fault;
import io.carillon.model.Idempotency;
import io.carillon.model.Message;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Refusal;
import io.carillon.model.Reply;
import io.carillon.model.port.Herald.Finding;
import io.carillon.model.port.Herald.Telling;
import io.carillon.model.port.Mail;
import io.carillon.model.port.Meters;
import io.carillon.wire.text.WantedEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the messages that endpoints ask for when they are told what a person wrote, as a client of
/// accept: each passes every check, and the account pays for it as for any message. E-mails go to
/// the mail relay.
///
/// It is done before the telling is kept as told. What accept or the relay may take later makes the
/// telling one to repeat; what it refuses for good is a finding, which the trace of the person's
/// message keeps. Telling is at least once, so each message has an idempotency key made of the
/// person's message and its position: however often the endpoint asks, no position is sent twice.
public final class Answering {
  /// Messages that one answer may ask for, over all documents that it leads to.
  public static final int REPLIES_MAX = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Answering.class);
  private static final String HASH = "0".repeat(64);

  private final Accept accept;
  private final Letters letters;
  private final Meters.Count sent;
  private final Meters.Count refused;
  private final Meters.Count delayed;
  private final Meters.Count wrong;

  public Answering(Accept accept, Mail mail, Meters meters) {
    this.accept = accept;
    letters = new Letters(mail, meters);
    sent = meters.count("notices.replies", "outcome", "sent");
    refused = meters.count("notices.replies", "outcome", "refused");
    delayed = meters.count("notices.replies", "outcome", "delayed");
    wrong = meters.count("notices.answers_wrong");
  }

  /// What is left of a telling once that is done which it asks for: the same, with findings in the
  /// place of messages; or that it is to be repeated. Blocks until every message is synced or
  /// refused, and every e-mail handed over.
  ///
  /// @param told the message that the notice speaks of
  public Telling done(Message told, Telling telling) {
    if (!(telling instanceof Telling.Told answered)) {
      return telling;
    }
    wrong.add(answered.findings().stream().filter(Finding::isWrong).count());
    try {
      var sent = answered.asked().isEmpty() ? telling : sent(told, answered);
      return answered.letters().isEmpty() || !(sent instanceof Telling.Told messages)
          ? sent
          : mailed(told, messages);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return later(answered.answer(), "the server is stopping");
    }
  }

  private Telling mailed(Message told, Telling.Told answered) throws InterruptedException {
    var handed = letters.hand(told, answered.letters());
    var findings = new ArrayList<>(answered.findings());
    findings.addAll(handed.findings());
    return handed
        .later()
        .<Telling>map(why -> later(answered.answer(), why))
        .orElseGet(
            () -> new Telling.Told(answered.answer(), answered.remarks(), List.of(), findings));
  }

  private Telling sent(Message told, Telling.Told answered) throws InterruptedException {
    var results = accept.take(submissions(told, answered.asked()));
    int answer = answered.answer();
    var findings = new ArrayList<>(answered.findings());
    Optional<Refusal> busy = Optional.empty();
    for (int i = 0; i < results.size(); i++) {
      switch (results.get(i)) {
        case Accept.Result.Accepted(var message, var replayed) -> {
          sent.add(replayed ? 0 : 1);
          findings.add(
              new Finding("", "message " + (i + 1) + " of the answer is " + message.id().value()));
        }
        case Accept.Result.Refused(var no) -> {
          if (no.fault().retry() == Fault.Retry.YES) {
            delayed.add(1);
            busy = Optional.of(no);
          } else {
            refused.add(1);
            LOG.info("a message that an endpoint asked for was refused: {}", no.fault().word());
            findings.add(new Finding(no.fault().word(), refusal(i + 1, no)));
          }
        }
      }
    }
    return busy.<Telling>map(no -> later(answer, no.fault().words()))
        .orElseGet(() ->
            new Telling.Told(answer, answered.remarks(), List.of(), answered.letters(), findings));
  }

  private static String refusal(int position, Refusal no) {
    return "message " + position + " of the answer was refused: " + no.fault().words();
  }

  /// With the usual pauses, however soon accept may be asked again: the endpoint is asked, too.
  private static Telling later(int answer, String why) {
    var words = "what the answer asks for has to wait: " + why;
    return new Telling.NotNow(answer, words, Optional.empty());
  }

  private static List<Submission> submissions(Message told, List<Reply> asked) {
    var submissions = new ArrayList<Submission>();
    for (int i = 0; i < Math.min(asked.size(), REPLIES_MAX); i++) {
      submissions.add(submission(told, asked.get(i), i));
    }
    return submissions;
  }

  private static Submission submission(Message told, Reply reply, int position) {
    var account = told.account();
    var key = "answered " + told.id().value().hex();
    var ends = reply.ends();
    return new Submission(
            new Submission.Source(account, reply.place(), key, "", reply.tags(), reply.keepsake()),
            ends.channel(),
            new Submission.Ends(ends.from(), "", ends.to()),
            reply.content(),
            new Submission.Wishes(
                WantedEncoding.AUTO,
                Purpose.TRANSACTIONAL,
                Priority.NORMAL,
                true,
                Submission.Timing.NOW,
                reply.callback()),
            Optional.of(new Idempotency(account, key, position, HASH)))
        .at(position);
  }
}
