package io.carillon.engine.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.accept.Rewriting.Result;
import io.carillon.engine.accept.Rewriting.Wish;
import io.carillon.engine.comply.Checks;
import io.carillon.engine.comply.content.ContentCheck;
import io.carillon.engine.comply.content.ContentPolicy;
import io.carillon.engine.comply.content.SpamModel;
import io.carillon.model.AccountId;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.Message.Terms;
import io.carillon.model.MessageId;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RewritingTest {
  private static final Duration LATER = Duration.ofHours(1);

  private final Rig rig = new Rig();
  private final Message message = scheduled();

  private Message scheduled() {
    var plain = Rig.submission("+14155551234", "hello");
    var wishes = plain.wishes();
    var timing = new Submission.Timing(Duration.ZERO, Optional.of(rig.clock.now().plus(LATER)));
    var later =
        new Submission(
            plain.source(),
            plain.channel(),
            plain.ends(),
            plain.content(),
            new Submission.Wishes(
                wishes.encoding(),
                wishes.purpose(),
                wishes.priority(),
                wishes.wantsReceipt(),
                timing,
                wishes.callback()),
            Optional.empty());
    return accepted(later);
  }

  private Message accepted(Submission submission) {
    try {
      var result = rig.accept.take(List.of(submission)).getFirst();
      rig.tasks.settle();
      return ((Accept.Result.Accepted) result).message();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Result rewrite(AccountId account, MessageId id, Wish wish) {
    var results = new ArrayList<Result>();
    rig.accept.rewriting().rewrite(account, id, wish, results::add);
    rig.tasks.settle();
    assertThat(results).hasSize(1);
    return results.getFirst();
  }

  private Result rewrite(Wish wish) {
    return rewrite(Samples.ACCOUNT, message.id(), wish);
  }

  private static Wish words(String text) {
    return new Wish(Optional.of(new Content.Text(text)), UnaryOperator.identity(), "replaced");
  }

  private static Terms sentAt(Terms terms, Optional<Instant> moment) {
    return new Terms(
        terms.purpose(),
        terms.priority(),
        terms.wantsReceipt(),
        terms.validity(),
        moment,
        terms.callback());
  }

  private long balance() {
    return rig.store.accounts().balance(Samples.ACCOUNT).orElseThrow().micros();
  }

  @Test
  void aScheduledMessageGetsOtherWordsAndIsBilledAnew() {
    long before = balance();

    assertThat(rewrite(words("x".repeat(200)))).isInstanceOf(Result.Done.class);

    var now = rig.kept(message);
    assertThat(now.content()).isEqualTo(new Content.Text("x".repeat(200)));
    assertThat(now.bill().segments()).isEqualTo(2);
    assertThat(before - balance()).isEqualTo(Rig.PRICE);
    assertThat(now.status()).isEqualTo(Status.SCHEDULED);
    assertThat(rig.rows(message)).containsExactly(TraceRow.Kind.NOTE);

    rewrite(words("short"));
    assertThat(balance()).isEqualTo(before);
  }

  @Test
  void goesAtOnceWhereNothingIsToBeWaitedForAnyMore() {
    rewrite(
        new Wish(
            Optional.of(new Content.Text("now")),
            terms -> sentAt(terms, Optional.empty()),
            "sent"));

    var part = rig.taken("far-1");
    assertThat(part.message().content()).isEqualTo(new Content.Text("now"));
    assertThat(rig.waitsFor(message)).isEqualTo(Wait.RECEIPT);
  }

  @Test
  void goesWhenItsOtherTimeHasComeWithItsOtherWords() {
    var sooner = Optional.of(rig.clock.now().plusSeconds(10));
    rewrite(
        new Wish(Optional.of(new Content.Text("sooner")), terms -> sentAt(terms, sooner), "moved"));
    assertThat(rig.carrier.open()).isEmpty();

    rig.tasks.pass(Duration.ofSeconds(11));

    assertThat(rig.taken("far-1").message().content()).isEqualTo(new Content.Text("sooner"));
  }

  @Test
  void whatIsNotScheduledAnyMoreStaysAsItIs() {
    rewrite(new Wish(Optional.empty(), terms -> sentAt(terms, Optional.empty()), "sent"));

    assertThat(rewrite(words("too late"))).isEqualTo(new Result.TooLate());
    assertThat(rig.kept(message).content()).isEqualTo(new Content.Text("hello"));
  }

  private Message queued() {
    rig.carrier.up(false);
    return accepted(Rig.submission("+14155551234", "hello"));
  }

  private static Wish evenQueued(String text) {
    return new Wish(
        Optional.of(new Content.Text(text)),
        UnaryOperator.identity(),
        "replaced",
        _ -> Keepsake.NONE,
        true);
  }

  @Test
  void aQueuedMessageOfWhichNothingWasTriedIsReachedWhereThatIsWished() {
    var queued = queued();
    assertThat(rewrite(Samples.ACCOUNT, queued.id(), words("x"))).isEqualTo(new Result.TooLate());

    var result = rewrite(Samples.ACCOUNT, queued.id(), evenQueued("other"));

    assertThat(result).isEqualTo(new Result.Done(rig.kept(queued)));
    assertThat(rig.kept(queued).state().work()).isEqualTo(queued.state().work());
    rig.carrier.up(true);
    rig.tasks.settle();
    assertThat(rig.taken("far-1").message().content()).isEqualTo(new Content.Text("other"));
    assertThat(rewrite(Samples.ACCOUNT, queued.id(), evenQueued("late")))
        .isEqualTo(new Result.TooLate());
  }

  @Test
  void whatFallsIntoMorePartsThanItsLaneThoughtGoesInAsManyAsItHas() {
    var queued = queued();
    rewrite(Samples.ACCOUNT, queued.id(), evenQueued("x".repeat(200)));

    rig.carrier.up(true);
    rig.tasks.settle();

    assertThat(rig.taken("far-1").count()).isEqualTo(2);
    rig.taken("far-2");
    assertThat(rig.kept(queued).status()).isEqualTo(Status.SENT);
  }

  @Test
  void aQueuedMessageIsNotPutOff() {
    var queued = queued();
    var later = Optional.of(rig.clock.now().plus(LATER));

    assertThat(
            rewrite(
                Samples.ACCOUNT,
                queued.id(),
                new Wish(
                    Optional.empty(),
                    terms -> sentAt(terms, later),
                    "moved",
                    _ -> Keepsake.NONE,
                    true)))
        .isEqualTo(new Result.TooLate());
  }

  @Test
  void whatCannotBeSoIsRefusedAndStaysAsItWas() {
    var far = Optional.of(rig.clock.now().plus(Duration.ofDays(40)));

    assertThat(rewrite(words("x".repeat(1_601)))).isEqualTo(refused(Fault.CONTENT_TOO_LONG));
    assertThat(rewrite(words(""))).isInstanceOf(Result.Refused.class);
    assertThat(rewrite(new Wish(Optional.empty(), terms -> sentAt(terms, far), "far")))
        .isInstanceOf(Result.Refused.class);
    assertThat(rig.kept(message)).isEqualTo(message);
  }

  private static Result refused(Fault fault) {
    return new Result.Refused(Refusal.of(fault, "text", ""));
  }

  @Test
  void othersCannotRewriteIt() {
    var stranger = new AccountId(new Id(9, 9));

    assertThat(rewrite(stranger, message.id(), words("mine"))).isEqualTo(new Result.Unknown());
    assertThat(rewrite(Samples.ACCOUNT, new MessageId(new Id(1, 1)), words("none")))
        .isEqualTo(new Result.Unknown());
  }

  @Test
  void otherWordsAreCheckedLikeThoseOfANewMessage() {
    var policy = ContentPolicy.policy();
    policy.adopt(Map.of("forbidden", "refuse", "forbidden_words", "quagmire"));
    var meters = new MemoryMeters();
    rig.check(
        new Checks(List.of(new ContentCheck(SpamModel.shipped(), policy, rig.clock, meters))));

    var refused = rewrite(words("Beware of the quagmire"));

    assertThat(((Result.Refused) refused).refusal().fault()).isEqualTo(Fault.SPAM);
    assertThat(rig.accept.rewriting().unlike(message, new Content.Text("A quagmire")).orElseThrow())
        .extracting(Refusal::fault)
        .isEqualTo(Fault.SPAM);
    assertThat(rewrite(words("Beware of the dog"))).isInstanceOf(Result.Done.class);
  }
}
