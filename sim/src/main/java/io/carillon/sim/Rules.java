package io.carillon.sim;

import io.carillon.engine.account.Inventory;
import io.carillon.engine.account.Order;
import io.carillon.engine.account.Roster;
import io.carillon.engine.reply.AutoReplies;
import io.carillon.engine.reply.Expression;
import io.carillon.engine.reply.ReplyRule;
import io.carillon.engine.reply.ReplyRule.Action;
import io.carillon.engine.reply.ReplyRule.Condition;
import io.carillon.engine.reply.ReplyRule.Scope;
import io.carillon.engine.reply.Wanted;
import io.carillon.model.Account;
import io.carillon.model.Address;
import io.carillon.model.Author;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Resource;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Commits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// By what rules accounts answer in some worlds, and what must have come of it in the end: each
/// message that a rule was to answer says what became of that, has at most one answer, and two
/// machines end.
final class Rules {
  /// So many answers go from a sender to a person within [#OFTEN_WITHIN].
  private static final int OFTEN_MAX = 5;

  private static final Duration OFTEN_WITHIN = Duration.ofMinutes(10);
  private static final String PATTERN = "thank (\\w+)";
  private static final List<ReplyRule> RULES =
      List.of(
          rule(1, new Wanted.Keyword(List.of("yes")), "No."),
          rule(2, new Wanted.Matching(PATTERN, Expression.of(PATTERN)), "Welcome, {{match.1}}"),
          rule(3, new Wanted.Anything(), "You said {{body}}"));

  private final World world;

  Rules(World world) {
    this.world = world;
  }

  private static ReplyRule rule(long number, Wanted wanted, String text) {
    return new ReplyRule(
        new Id(70, number),
        "rule " + number,
        new Scope.All(),
        (int) number,
        new Condition(wanted, Optional.empty(), OptionalInt.empty()),
        new Action(text, "UTC", true),
        Optional.empty());
  }

  /// Makes those that are not there.
  void make(Commits commits) {
    if (!world.temper.answers) {
      return;
    }
    var accounts = world.disk.truth().accounts();
    var roster = new Roster(commits, accounts, new Inventory(List.of()), world.clock);
    var account = Callers.ACCOUNTS.getFirst();
    for (var rule : RULES) {
      if (stands(account, rule)) {
        continue;
      }
      var resource = rule.of(account.id(), Instant.EPOCH, Instant.EPOCH);
      try {
        if (!(roster.by(Author.SERVER).add(resource, Optional.empty()) instanceof Order.Done<?>)) {
          throw new Crash("a start without a rule");
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private boolean stands(Account account, ReplyRule rule) {
    var directory = world.disk.truth().accounts().directory();
    return directory.resource(account.id(), Resource.Kind.REPLY_RULE, rule.id()).isPresent();
  }

  /// Whether a message is the answer of a rule.
  static boolean isAnswer(Message message) {
    return message.origin().dialect().equals(AutoReplies.ORIGIN);
  }

  /// How many answers rules gave.
  int count() {
    return (int) latest().stream().filter(Rules::isAnswer).count();
  }

  private List<Message> latest() {
    return world.promises.courses.values().stream().map(Course::latest).toList();
  }

  void judge() {
    var answers = new HashMap<String, Integer>();
    var moments = new HashMap<Line, List<Instant>>();
    for (var message : latest()) {
      if (isAnswer(message)) {
        answers.merge(
            message.origin().tags().getOrDefault(AutoReplies.ANSWERED, ""), 1, Integer::sum);
      } else if (world.life().replies.isFor(message)) {
        says(message);
        moments
            .computeIfAbsent(Line.of(message), _ -> new ArrayList<>())
            .add(message.state().times().accepted());
      }
    }
    answers.forEach((message, count) -> check(count == 1, "answered more than once", message));
    for (var message : latest()) {
      var id = message.id().value().uuid().toString();
      boolean said = notes(message.id()).anyMatch(note -> note.contains("answered by message"));
      check(said == answers.containsKey(id), "its trace does not tell how it was answered", id);
    }
    if (!world.wentBack) {
      moments.forEach(Rules::ends);
    }
  }

  /// What became of its answer, once.
  private void says(Message message) {
    long told =
        notes(message.id())
            .filter(note ->
                note.contains("answered by message") || note.contains("the answer was refused"))
            .count();
    check(told == 1, "told " + told + " times what became of its answer", message);
  }

  private Stream<String> notes(MessageId id) {
    return world.disk.truth().traces().of(id).stream()
        .map(TraceRow::detail)
        .filter(detail -> detail.startsWith("auto-reply: "));
  }

  private record Line(Address person, Address sender) {
    static Line of(Message message) {
      return new Line(message.parties().from(), message.parties().to());
    }
  }

  private static void ends(Line line, List<Instant> at) {
    at.sort(null);
    for (int i = OFTEN_MAX; i < at.size(); i++) {
      check(
          !at.get(i).isBefore(at.get(i - OFTEN_MAX).plus(OFTEN_WITHIN)),
          "two machines answer each other",
          Map.entry(line, at));
    }
  }

  private static void check(boolean holds, String broken, Object about) {
    if (!holds) {
      throw new AssertionError(broken + ": " + about);
    }
  }
}
