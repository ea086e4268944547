package io.carillon.engine.reply;

import io.carillon.engine.accept.Accept;
import io.carillon.engine.accept.Submission;
import io.carillon.engine.account.Roster;
import io.carillon.engine.consent.Clearance;
import io.carillon.engine.consent.Keywords;
import io.carillon.engine.conversation.Threading;
import io.carillon.engine.inbound.Listening;
import io.carillon.engine.inbound.Machines;
import io.carillon.engine.inbound.Replying;
import io.carillon.engine.reply.Exchanges.Pair;
import io.carillon.engine.reply.LoopGuard.Against;
import io.carillon.engine.reply.LoopGuard.Answer;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Idempotency;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Refusal;
import io.carillon.model.Report.Revoked;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Accounts;
import io.carillon.model.port.Clock;
import io.carillon.model.port.History;
import io.carillon.model.port.Meters;
import io.carillon.model.port.StoreException;
import io.carillon.model.port.Tasks;
import io.carillon.wire.text.WantedEncoding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers what persons write by the rules of the account, as a client of accept: an answer is
/// checked, and paid for, as any message.
///
/// Which rule answers is decided once, before the message is kept, and stands in the message's own
/// row, which then waits for the answer; so a crash forgets none. The answer has an idempotency key
/// of the message that it answers, so that none is given twice. What cannot be accepted now is
/// tried again for an hour. [LoopGuard] says when a person is not answered. Safe from any thread.
public final class AutoReplies implements Listening, Replying {
  /// The word that stands in the place of a dialect's in what rules answer.
  public static final String ORIGIN = "auto-reply";

  /// The label of an answer that names its rule.
  public static final String RULE = "auto_reply_rule";

  /// The label of an answer that names the message that it answers.
  public static final String ANSWERED = "in_reply_to";

  private static final Logger LOG = LoggerFactory.getLogger(AutoReplies.class);
  private static final Duration TRIED = Duration.ofHours(1);

  private final Accept accept;
  private final Clearance clearance;
  private final Accounts accounts;
  private final RuleBook book;
  private final Exchanges exchanges;
  private final Overruns overruns;
  private final Threading threading;
  private final Sources sources;
  private final Meters.Count sent;
  private final Meters.Count refused;
  private final Map<Against, Meters.Count> suppressed = new EnumMap<>(Against.class);

  /// @param roster pauses what takes too long
  public AutoReplies(
      Accept accept,
      Clearance clearance,
      Reading reading,
      Roster roster,
      Sources sources,
      Meters meters) {
    this.accept = accept;
    this.clearance = clearance;
    this.accounts = reading.accounts();
    threading = reading.threading();
    this.sources = sources;
    book = new RuleBook(this::directory, clearance);
    exchanges = new Exchanges(reading.history());
    overruns = new Overruns(this::directory, roster, sources.clock(), sources.tasks(), meters);
    sent = meters.count("replies.sent");
    refused = meters.count("replies.refused");
    for (var why : Against.values()) {
      var word = why.name().toLowerCase(Locale.ROOT);
      suppressed.put(why, meters.count("replies.suppressed", "why", word));
    }
  }

  /// What it reads, and how it knows to which conversation a message belongs.
  public record Reading(Accounts accounts, History history, Threading threading) {}

  /// Where time and tasks come from.
  public record Sources(Clock clock, Tasks tasks) {}

  private Directory directory() {
    return accounts.directory();
  }

  @Override
  public List<Write> left(AccountId account, String carrier, Revoked revoked) {
    return List.of();
  }

  @Override
  public void hear(Message message, Consumer<Heard> then) {
    var rules = book.of(message.account(), message.parties().to());
    if (rules.isEmpty()) {
      then.accept(Heard.NOTHING);
    } else {
      sources.tasks().start("choose a reply rule", () -> then.accept(heard(message, rules)));
    }
  }

  private Heard heard(Message message, List<ReplyRule> rules) {
    var said = Said.of(message);
    Exchange between;
    try {
      between = exchanges.between(new Pair(message.account(), said.person(), said.sender()));
    } catch (StoreException unread) {
      LOG.warn("what a person wrote before could not be read: {}", unread.getMessage());
      return Heard.noted(rows(message, "what was written before could not be read: no answer"));
    }
    var choice = Choice.of(rules, said.after(between.wrote(said.at())));
    choice.overran().forEach(rule -> overruns.add(message.account(), rule));
    return choice
        .rule()
        .map(rule -> heard(message, choice, rule, between))
        .orElseGet(() ->
            Heard.noted(rows(message, "none of " + rules.size() + " rules" + skipped(choice))));
  }

  private Heard heard(Message message, Choice choice, ReplyRule rule, Exchange between) {
    boolean told = choice.held().stream().allMatch(held -> held.then().tells());
    var labelling = Labelling.of(threading, message, choice);
    var more = labelling.words() + skipped(choice);
    if (rule.then().text().isEmpty()) {
      var rows = rows(message, named(rule) + " answers nothing" + more, labelling);
      return new Heard(rows, false, "", told, true);
    }
    var next = answer(message.account(), Said.of(message), choice, rule);
    var against =
        Machines.isOne(directory(), message.parties().from())
            ? Optional.of(Against.MACHINE)
            : between.answer(next);
    if (against.isPresent()) {
      suppressed.getOrDefault(against.get(), _ -> {}).add(1);
      var why = named(rule) + " is silent: " + against.get().words() + more;
      return new Heard(rows(message, why, labelling), false, "", true, true);
    }
    var rows = rows(message, named(rule) + " answers" + more, labelling);
    return new Heard(rows, true, Ruled.decision(rule), told, true);
  }

  /// What would follow if a person wrote this at that moment. Nothing is kept, and nobody answered.
  ///
  /// @throws StoreException where what went before cannot be read
  public Trial preview(AccountId account, Address person, Address sender, String text, Instant at) {
    var set = clearance.set(account, sender);
    var taken =
        Keywords.standard()
            .match(text, set.words(), set.language())
            .filter(match -> !match.onlyWhenStopped())
            .map(Keywords.Match::intent);
    var between = exchanges.between(new Pair(account, person, sender));
    var said = Said.of(person, sender, text, at).after(between.last());
    var rules = taken.isPresent() ? List.<ReplyRule>of() : book.of(account, sender);
    var choice = Choice.of(rules, said);
    var labels = threading.allowed(account, choice.labels().keySet());
    var rule = choice.rule().filter(one -> !one.then().text().isEmpty());
    if (rule.isEmpty()) {
      return new Trial(taken, choice, "", Optional.empty(), labels);
    }
    var words = Spoken.text(rule.get(), said, choice.values(), directory(), account);
    var against = against(person, between, answer(account, said, choice, rule.get()));
    return new Trial(taken, choice, words, against.map(Against::words), labels);
  }

  private Optional<Against> against(Address person, Exchange between, Answer next) {
    return Machines.isOne(directory(), person)
        ? Optional.of(Against.MACHINE)
        : between.against(next);
  }

  private Answer answer(AccountId account, Said said, Choice choice, ReplyRule rule) {
    var text = Spoken.text(rule, said, choice.values(), directory(), account);
    return new Answer(said.at(), rule.id(), Optional.of(text.hashCode()), said.plain().hashCode());
  }

  private static String named(ReplyRule rule) {
    return "rule " + rule.id().uuid();
  }

  private static String skipped(Choice choice) {
    return choice.overran().isEmpty()
        ? ""
        : choice.overran().stream()
            .map(rule -> rule.id().uuid().toString())
            .collect(Collectors.joining(", ", "; skipped since it took too long: ", ""));
  }

  private static List<Write> rows(Message message, String detail) {
    var at = message.state().times().accepted();
    return List.of(
        new Write.Noted(
            new TraceRow(message.id(), at, TraceRow.Kind.NOTE, "auto-reply: " + detail)));
  }

  private static List<Write> rows(Message message, String detail, Labelling labelling) {
    var all = new ArrayList<>(rows(message, detail));
    all.addAll(labelling.rows());
    return all;
  }

  @Override
  public boolean isFor(Message message) {
    return Ruled.rule(message).isPresent();
  }

  /// What is to be done about a message.
  private sealed interface Next {
    /// Nothing.
    record Silent(String why) implements Next {}

    /// Nothing: it was answered, and the server died before it noted so.
    record Given(MessageId answer) implements Next {}

    /// This is to be said.
    record Due(Message message, Submission answer) implements Next {}
  }

  /// Those of one account are accepted together.
  @Override
  public List<Reply> answer(List<Message> messages) throws InterruptedException {
    var replies = new HashMap<MessageId, Reply>();
    var owed = new LinkedHashMap<AccountId, List<Next.Due>>();
    for (var message : messages) {
      switch (next(message)) {
        case Next.Silent(var why) -> replies.put(message.id(), settled(why));
        case Next.Given(var answer) -> replies.put(message.id(), settled(answeredBy(answer)));
        case Next.Due next ->
            owed.computeIfAbsent(message.account(), _ -> new ArrayList<>()).add(next);
      }
    }
    for (var some : owed.values()) {
      var results = accept.take(some.stream().map(Next.Due::answer).toList());
      for (int i = 0; i < some.size(); i++) {
        var message = some.get(i).message();
        replies.put(message.id(), reply(message, results.get(i)));
      }
    }
    return messages.stream()
        .map(message -> Objects.requireNonNull(replies.get(message.id())))
        .toList();
  }

  private Next next(Message message) {
    var rule = Ruled.rule(message).flatMap(id -> book.find(message.account(), id));
    if (rule.isEmpty() || rule.get().paused().isPresent()) {
      return unlessGiven(message, "the rule is gone or paused by now: no answer");
    }
    var said = Said.of(message);
    var values = Choice.values(rule.get(), said);
    var text = Spoken.text(rule.get(), said, values, directory(), message.account());
    return text.isEmpty()
        ? unlessGiven(message, "the rule has nothing to say: no answer")
        : new Next.Due(message, submission(message, rule.get(), text));
  }

  /// The rule may have changed between the answer and the note of it.
  private Next unlessGiven(Message message, String why) {
    return exchanges
        .answerTo(message)
        .<Next>map(Next.Given::new)
        .orElseGet(() -> new Next.Silent(why));
  }

  private static String answeredBy(MessageId answer) {
    return "answered by message " + answer.value().uuid();
  }

  private Reply reply(Message message, Accept.Result result) {
    return switch (result) {
      case Accept.Result.Accepted(var answer, var replayed) -> {
        sent.add(replayed ? 0 : 1);
        yield settled(answeredBy(answer.id()));
      }
      case Accept.Result.Refused(var no) -> refused(message, no);
    };
  }

  /// While the store does not write, nobody knows whether an earlier try was kept.
  private Reply refused(Message message, Refusal no) {
    var until = message.state().times().accepted().plus(TRIED);
    boolean mayCome =
        no.fault().retry() == Fault.Retry.YES && sources.clock().now().isBefore(until);
    if (mayCome || no.fault() == Fault.STORE_DOWN) {
      return new Reply.Later();
    }
    refused.add(1);
    var channel = message.parties().channel();
    return settled(
        "the answer was refused: " + no.fault().word() + ": " + no.fault().words(channel));
  }

  private static Reply settled(String note) {
    return new Reply.Settled(Optional.of("auto-reply: " + note));
  }

  private static Submission submission(Message message, ReplyRule rule, String text) {
    var parties = message.parties();
    var key = "auto-reply " + message.id().value().hex();
    var labels =
        Map.of(RULE, rule.id().uuid().toString(), ANSWERED, message.id().value().uuid().toString());
    return new Submission(
        new Submission.Source(
            parties.account(),
            io.carillon.model.Reply.place(ORIGIN, ""),
            key,
            "",
            labels,
            Keepsake.NONE),
        parties.channel(),
        new Submission.Ends(parties.to().value(), "", parties.from().value()),
        new Content.Text(text),
        new Submission.Wishes(
            WantedEncoding.AUTO,
            Purpose.TRANSACTIONAL,
            Priority.NORMAL,
            false,
            Submission.Timing.NOW,
            Optional.empty()),
        Optional.of(new Idempotency(parties.account(), key, 0, "0".repeat(64))));
  }
}
