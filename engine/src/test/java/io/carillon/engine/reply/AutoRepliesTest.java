package io.carillon.engine.reply;

import static io.carillon.testkit.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.reply.ReplyRule.Action;
import io.carillon.engine.reply.ReplyRule.Condition;
import io.carillon.engine.reply.ReplyRule.Pause;
import io.carillon.engine.reply.ReplyRule.Scope;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Conversation;
import io.carillon.model.Direction;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Reply;
import io.carillon.model.Report.Arrived;
import io.carillon.model.Resource;
import io.carillon.model.Sender;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.model.port.Conversations;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Kinds;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Start;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What persons write is answered by rules.
final class AutoRepliesTest {
  private static final Address PERSON = Address.phone("+14155550100");

  private Rig rig = new Rig(Rig.Setup.USUAL.window(1));
  private final Address ours = rig.samples.message().parties().from();
  private int rules;

  private ReplyRule rule(Wanted wanted, String text) {
    return rule(wanted, text, OptionalInt.empty(), true);
  }

  private ReplyRule rule(Wanted wanted, String text, OptionalInt firstAfterDays, boolean tells) {
    rules++;
    return keep(
        new ReplyRule(
            new Id(70, rules),
            "rule " + rules,
            new Scope.One(ours.value()),
            rules,
            new Condition(wanted, Optional.empty(), firstAfterDays),
            new Action(text, "UTC", tells),
            Optional.empty()));
  }

  private ReplyRule keep(ReplyRule rule) {
    var resource = rule.of(ACCOUNT, rig.clock.now(), rig.clock.now());
    rig.write(new Write.Enrolled(new Entry.OfResource(resource), Samples.OCCASION));
    return rule;
  }

  private static Wanted keyword(String word) {
    return new Wanted.Keyword(List.of(word));
  }

  private Message says(String words) {
    return says(PERSON, words);
  }

  private Message says(Address person, String words) {
    hands(person, words);
    rig.tasks.settle();
    return received().getFirst();
  }

  private void hands(Address person, String words) {
    var arrived = new Arrived(Channel.SMS, person, ours, new Content.Text(words));
    var _ = rig.carrier.report(arrived);
  }

  /// What persons wrote, the newest first.
  private List<Message> received() {
    return kept(Direction.INBOUND);
  }

  private List<Message> kept(Direction direction) {
    var filter = Filter.of(ACCOUNT).with(new Kinds(Set.of(direction), Set.of(), Set.of()));
    return rig.store.history().page(filter, Order.NEWEST, Start.FIRST, 100).messages();
  }

  /// The texts that went to persons, oldest first; each is taken by the carrier.
  private List<String> answered() {
    var texts = new ArrayList<String>();
    while (!rig.carrier.open().isEmpty()) {
      var message = rig.open().message();
      texts.add(message.content().words());
      rig.taken("far-" + message.id());
    }
    return texts;
  }

  private String trace(Message message) {
    return String.join(
        "\n", rig.store.traces().of(message.id()).stream().map(TraceRow::detail).toList());
  }

  private long counted(String name) {
    return rig.meters.counted(name);
  }

  @Test
  void aKeywordIsAnsweredAndBothSaySo() {
    var rule = rule(keyword("hours"), "{{account.name}}: {{keyword}} at {{to}} {{match.1}}");

    var said = says("Hours?");

    var answer = rig.open().message();
    var name = rig.store.accounts().directory().account(ACCOUNT).orElseThrow().name();
    assertThat(answered()).containsExactly(name + ": hours at " + ours.value());
    assertThat(answer.origin().dialect()).isEqualTo(AutoReplies.ORIGIN);
    assertThat(Reply.isOne(answer)).isTrue();
    assertThat(answer.origin().tags())
        .containsEntry(AutoReplies.RULE, rule.id().uuid().toString())
        .containsEntry(AutoReplies.ANSWERED, said.id().value().uuid().toString());
    assertThat(trace(said))
        .contains("rule " + rule.id().uuid() + " answers")
        .contains("answered by message " + answer.id().value().uuid());
    assertThat(rig.waitsFor(said)).isEqualTo(Wait.NOTHING);
    assertThat(counted("replies.sent")).isEqualTo(1);
  }

  @Test
  void whatNoRuleIsForIsKeptAndSaysSo() {
    rule(keyword("hours"), "9 to 5");

    var said = says("what is this");

    assertThat(answered()).isEmpty();
    assertThat(trace(said)).contains("none of 1 rules");
  }

  @Test
  void withoutRulesNothingIsNoted() {
    assertThat(trace(says("hours"))).isEmpty();
  }

  @Test
  void stopStartAndHelpAreNeverForARule() {
    rule(new Wanted.Anything(), "a rule");

    says("STOP");
    assertThat(answered()).singleElement().asString().contains("START");
    says("START");
    says("HELP");
    assertThat(answered()).hasSize(2).doesNotContain("a rule");
  }

  @Test
  void aYesThatNothingAskedForIsForARule() {
    rule(keyword("yes"), "thank you");

    says("yes");

    assertThat(answered()).containsExactly("thank you");
  }

  @Test
  void whoHasStoppedIsNotAnswered() {
    rule(keyword("hours"), "9 to 5");
    says("STOP");
    answered();

    var said = says("hours");

    assertThat(answered()).isEmpty();
    assertThat(trace(said)).contains("the answer was refused: opted_out");
    assertThat(rig.waitsFor(said)).isEqualTo(Wait.NOTHING);
    assertThat(counted("replies.refused")).isEqualTo(1);
  }

  @Test
  void theFirstContactIsGreetedOnceAlsoAfterARestart() {
    rule(new Wanted.Anything(), "Welcome", OptionalInt.of(0), true);

    says("hello");
    says("hello again");
    assertThat(answered()).containsExactly("Welcome");
    rig = rig.restarted();
    says("and again");
    assertThat(answered()).isEmpty();
    says(Address.phone("+14155550101"), "hello");
    assertThat(answered()).containsExactly("Welcome");
  }

  @Test
  void whatACrashLeftUnansweredIsAnsweredOnce() {
    rule(keyword("hours"), "9 to 5");
    hands(PERSON, "hours");
    for (int i = 0; i < 200 && received().isEmpty(); i++) {
      var _ = rig.tasks.turn();
    }
    assertThat(received()).hasSize(1);

    rig = rig.restarted();
    rig.stopped.begin();
    rig.tasks.settle();
    assertThat(answered()).containsExactly("9 to 5");
    rig = rig.restarted();
    rig.stopped.begin();
    rig.tasks.settle();

    assertThat(answered()).isEmpty();
  }

  @Test
  void manyThatWaitAreAnsweredInTheirOrderEachByItsOwnRule() {
    rig = new Rig(Rig.Setup.USUAL.window(100));
    rule(keyword("hours"), "9 to 5");
    rule(keyword("price"), "One euro");
    var persons = List.of("+14155550101", "+14155550102", "+14155550103", "+14155550104");
    for (int i = 0; i < persons.size(); i++) {
      hands(Address.phone(persons.get(i)), i % 2 == 0 ? "hours" : "price");
    }
    rig.tasks.settle();

    assertThat(rig.carrier.open())
        .extracting(open -> open.message().content().words())
        .containsExactlyInAnyOrder("9 to 5", "One euro", "9 to 5", "One euro");
    assertThat(received()).allMatch(one -> rig.waitsFor(one) == Wait.NOTHING);
    assertThat(counted("replies.sent")).isEqualTo(4);
  }

  @Test
  void aRuleMaySilenceAndKeepItFromTheAccount() {
    rig.herald.inbox(Rig.HOOK);
    rule(keyword("ping"), "", OptionalInt.empty(), false);
    rule(keyword("pong"), "");
    rule(new Wanted.Fallback(), "sorry?");

    var untold = says("ping");
    var told = says("pong");

    assertThat(answered()).isEmpty();
    assertThat(untold.terms().callback()).isEmpty();
    assertThat(told.terms().callback()).isPresent();
    assertThat(trace(untold)).contains("answers nothing");
  }

  @Test
  void machinesAreNotAnswered() {
    rule(new Wanted.Anything(), "hello");
    var sender = new Sender(ACCOUNT, Address.phone("+14155550177"), "");
    rig.write(new Write.Enrolled(new Entry.OfSender(sender), Samples.OCCASION));

    var own = says(sender.address(), "hi");
    var code = says(new Address(Address.Kind.SHORT_CODE, "12345"), "hi");
    var name = says(new Address(Address.Kind.ALPHANUMERIC, "Shop"), "hi");

    assertThat(answered()).isEmpty();
    assertThat(List.of(trace(own), trace(code), trace(name)))
        .allMatch(trace -> trace.contains("machines"));
    assertThat(rig.meters.counted("replies.suppressed", "why", "machine")).isEqualTo(3);
  }

  @Test
  void aMachineThatAnswersEachAnswerIsLeftAloneAlsoAfterARestart() {
    rule(new Wanted.Anything(), "You said {{body}}");

    assertThat(answersTo("a")).isEqualTo(5);
    rig = rig.restarted();
    assertThat(answersTo("b")).isZero();
    rig.tasks.pass(Duration.ofMinutes(11));
    assertThat(answersTo("c")).isEqualTo(5);
    rig.tasks.pass(Duration.ofMinutes(11));
    assertThat(answersTo("d")).isZero();
    assertThat(trace(received().getFirst())).contains("a pause that grows");
  }

  /// How many answers a machine gets that writes again as long as it gets some, at most 20 times.
  private int answersTo(String word) {
    for (int i = 0; i < 20; i++) {
      says(word + i);
      if (answered().isEmpty()) {
        return i;
      }
      rig.tasks.pass(Duration.ofSeconds(1));
    }
    return 20;
  }

  @Test
  void aRuleThatIsPausedOrGoneBeforeItAnsweredDoesNot() {
    var rule = rule(keyword("hours"), "9 to 5");
    hands(PERSON, "hours");
    for (int i = 0; i < 200 && received().isEmpty(); i++) {
      var _ = rig.tasks.turn();
    }
    rig = rig.restarted();
    keep(rule.paused(Optional.of(Pause.ASKED)));
    rig.stopped.begin();
    rig.tasks.settle();

    assertThat(answered()).isEmpty();
    assertThat(trace(received().getFirst())).contains("gone or paused");
  }

  @Test
  void whatARuleAnsweredBeforeItWasPausedIsNotedAsAnswered() {
    var rule = rule(keyword("hours"), "9 to 5");
    hands(PERSON, "hours");
    rig.store.journal(commit -> {
      if (commit.writes().stream().anyMatch(AutoRepliesTest::isAnswer)) {
        rig.store.breakNext(1);
      }
    });
    for (int i = 0; i < 200 && kept(Direction.OUTBOUND).isEmpty(); i++) {
      var _ = rig.tasks.turn();
    }
    rig.store.journal(_ -> {});
    assertThat(trace(received().getFirst())).doesNotContain("answered by");
    rig = rig.restarted();
    keep(rule.paused(Optional.of(Pause.ASKED)));
    rig.stopped.begin();
    rig.tasks.settle();

    assertThat(kept(Direction.OUTBOUND)).hasSize(1);
    assertThat(trace(received().getFirst()))
        .contains("answered by message")
        .doesNotContain("no answer");
  }

  private static boolean isAnswer(Write write) {
    return write instanceof Write.Added(var message)
        && message.parties().direction() == Direction.OUTBOUND;
  }

  @Test
  void aPatternThatTakesTooLongAgainAndAgainIsPaused() {
    var text = "(?:.{0,48}){5}x";
    for (int i = 0; i < Choice.COST_MAX / Expression.of(text).cost("a".repeat(2_000)); i++) {
      rule(new Wanted.Matching(text, Expression.of(text)), "found");
    }
    var rule = rule(new Wanted.Matching(text, Expression.of(text)), "found");
    rule(new Wanted.Fallback(), "{{time}} on {{date}}");
    var first = says("a".repeat(2_000));
    for (int i = 1; i < Overruns.TIMES; i++) {
      says("a".repeat(2_000 + i));
    }

    assertThat(trace(first)).contains("took too long: " + rule.id().uuid());
    assertThat(answered().getFirst()).matches("\\d\\d:\\d\\d on \\d{4}-\\d\\d-\\d\\d");
    assertThat(counted("replies.overruns")).isEqualTo(Overruns.TIMES);
    var kept =
        rig.store.accounts().directory().resource(ACCOUNT, Resource.Kind.REPLY_RULE, rule.id());
    assertThat(ReplyRule.of(kept.orElseThrow()).paused()).contains(Pause.OVERRAN);
  }

  @Test
  void aPreviewSaysWhatWouldFollowAndKeepsNothing() {
    var hours = rule(keyword("hours"), "9 to 5");
    rule(new Wanted.Fallback(), "sorry?");
    var now = rig.clock.now();

    var trial = rig.replies.preview(ACCOUNT, PERSON, ours, "HOURS", now);
    var stop = rig.replies.preview(ACCOUNT, PERSON, ours, "stop", now);
    says("hours");
    var soon = rig.replies.preview(ACCOUNT, PERSON, ours, "hours", rig.clock.now());

    assertThat(trial.choice().rule()).contains(hours);
    assertThat(trial.text()).isEqualTo("9 to 5");
    assertThat(trial.against()).isEmpty();
    assertThat(stop.taken()).isPresent();
    assertThat(stop.choice().rule()).isEmpty();
    assertThat(soon.against()).hasValueSatisfying(why -> assertThat(why).contains("60 s"));
    assertThat(received()).hasSize(1);
  }

  /// Two servers that know nothing of each other, each with a rule that answers anything.
  @Test
  void twoServersThatAnswerEachOtherEnd() {
    var here = new AutoRepliesTest();
    var there = new AutoRepliesTest();
    here.rule(new Wanted.Anything(), "Here: {{body}}");
    there.rule(new Wanted.Anything(), "There: {{body}}");

    here.says("hello");
    int crossed = 0;
    for (var texts = here.answered(); !texts.isEmpty() && crossed < 100; crossed++) {
      there.says(texts.getFirst());
      var back = there.answered();
      if (back.isEmpty()) {
        break;
      }
      here.says(back.getFirst());
      texts = here.answered();
    }

    assertThat(crossed).isBetween(1, 5);
    assertThat(here.counted("replies.sent")).isLessThanOrEqualTo(5);
  }

  private ReplyRule labelling(Wanted wanted, String text, boolean goesOn, String... labels) {
    rules++;
    return keep(
        new ReplyRule(
            new Id(70, rules),
            "rule " + rules,
            new Scope.One(ours.value()),
            rules,
            new Condition(wanted, Optional.empty(), OptionalInt.empty()),
            new Action(text, "UTC", true, List.of(labels), goesOn),
            Optional.empty()));
  }

  private Conversation conversation() {
    var filter = Conversations.Filter.of(ACCOUNT).of(PERSON);
    var page = rig.store.conversations().page(filter, Optional.empty(), 2);
    assertThat(page.conversations()).hasSize(1);
    return page.conversations().getFirst();
  }

  @Test
  void rulesLabelTheConversationOfWhatTheyAreFor() {
    var sales = labelling(new Wanted.Prefix(List.of("price")), "", true, "sales", "not allowed");
    var answers = labelling(new Wanted.Anything(), "One euro", true, "greeted");

    var said = says("price please");

    assertThat(answered()).containsExactly("One euro");
    assertThat(conversation().care().labels()).containsExactlyInAnyOrder("sales", "greeted");
    assertThat(conversation().tail().unread()).isEqualTo(1);
    assertThat(trace(said))
        .contains("rule " + answers.id().uuid() + " answers")
        .contains("sales by rule " + sales.id().uuid() + ", greeted by rule")
        .doesNotContain("not allowed");
    assertThat(rig.waitsFor(said)).isEqualTo(Wait.NOTHING);
  }

  @Test
  void whatIsOnlyLabelledWaitsForNoAnswerAndCountsForNone() {
    labelling(new Wanted.Anything(), "", false, "seen");

    for (int i = 0; i < 7; i++) {
      assertThat(rig.waitsFor(says("word"))).isEqualTo(Wait.NOTHING);
    }

    assertThat(answered()).isEmpty();
    assertThat(conversation().care().labels()).containsExactly("seen");
    assertThat(trace(received().getFirst())).contains("answers nothing; labels its conversation");
    assertThat(counted("replies.sent")).isZero();
  }

  @Test
  void aConversationIsLabelledAlsoWhereAMachineIsNotAnswered() {
    labelling(new Wanted.Anything(), "hello", false, "seen");
    for (int i = 0; i < 2; i++) {
      says("word");
    }

    assertThat(trace(received().getFirst())).contains("is silent").contains("labels its");
    assertThat(conversation().care().labels()).containsExactly("seen");
  }

  @Test
  void aPreviewShowsTheLabels() {
    labelling(new Wanted.Anything(), "", true, "seen", "a b");
    labelling(new Wanted.Anything(), "hello", false, "greeted");

    var trial = rig.replies.preview(ACCOUNT, PERSON, ours, "hi", rig.clock.now());

    assertThat(trial.labels()).containsExactlyInAnyOrder("seen", "greeted");
    assertThat(trial.text()).isEqualTo("hello");
    assertThat(received()).isEmpty();
  }
}
