package io.carillon.engine.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.accept.Accept.Result;
import io.carillon.engine.billing.Plan;
import io.carillon.engine.billing.Plans;
import io.carillon.model.Allowance.Measure;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Resource;
import io.carillon.model.Usage;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PlanLimitsTest {
  private static final Id PLAN = new Id(1, 7);

  private final Rig rig = new Rig();

  private void given(Plan.Limit... limits) throws InterruptedException {
    var now = rig.clock.now();
    var plan = new Plan(PLAN, "Starter", List.of(limits));
    enroll(
        new Resource(
            PLAN, Samples.ACCOUNT, Resource.Kind.PLAN, plan.name(), plan.facts(), now, now));
    enroll(
        new Resource(
            new Id(1, 8),
            Samples.ACCOUNT,
            Resource.Kind.SETTINGS,
            Plans.SETTING,
            Map.of(Plans.ID, PLAN.hex()),
            now,
            now));
  }

  private void enroll(Resource resource) throws InterruptedException {
    rig.write(new Write.Enrolled(new Entry.OfResource(resource), Samples.OCCASION));
  }

  private static Plan.Limit limit(Measure measure, long most, boolean hard) {
    var currency = measure == Measure.AMOUNT ? "USD" : "";
    return new Plan.Limit(Optional.of(Channel.SMS), measure, most, currency, hard);
  }

  private static Submission hello() {
    return Rig.submission("+14155550100", "hello");
  }

  private List<Result> take(int count) throws InterruptedException {
    var submissions = new ArrayList<Submission>();
    for (int i = 0; i < count; i++) {
      submissions.add(hello());
    }
    return rig.accept.take(submissions);
  }

  private static List<Boolean> passed(List<Result> results) {
    return results.stream().map(Result.Accepted.class::isInstance).toList();
  }

  @Test
  void theRestOfAMonthIsGivenOutInOrder() throws InterruptedException {
    given(limit(Measure.MESSAGES, 3, true));

    assertThat(passed(take(2))).containsOnly(true);
    var results = take(3);

    assertThat(passed(results)).containsExactly(true, false, false);
    assertThat(((Result.Refused) results.getLast()).refusal().fault())
        .isEqualTo(Fault.PLAN_USED_UP);
    assertThat(rig.store.accounts().balance(Samples.ACCOUNT))
        .contains(Samples.usd(1_000_000 - 3 * Rig.PRICE));
  }

  @Test
  void aLimitOfACountryCountsWhatGoesThereAndNothingElse() throws InterruptedException {
    var american = new Plan.Limit(Optional.empty(), "US", Measure.MESSAGES, 1, "", true);
    var german = new Plan.Limit(Optional.empty(), "DE", Measure.MESSAGES, 0, "", true);
    given(american, german);

    assertThat(passed(take(2))).containsExactly(true, false);
  }

  @Test
  void aLimitIsReadAsItWasKeptAlsoWhereItNamesNoCountry() {
    var american = new Plan.Limit(Optional.of(Channel.SMS), "US", Measure.MESSAGES, 1, "", true);
    var plan = new Plan(PLAN, "Starter", List.of(american, limit(Measure.AMOUNT, 9, false)));
    var now = rig.clock.now();
    var facts = plan.facts();
    var older = Map.of("limits", "sms messages 1 * hard");

    var kind = Resource.Kind.PLAN;
    assertThat(Plan.of(new Resource(PLAN, Samples.ACCOUNT, kind, "Starter", facts, now, now)))
        .isEqualTo(plan);
    assertThat(Plan.of(new Resource(PLAN, Samples.ACCOUNT, kind, "Old", older, now, now)).limits())
        .containsExactly(limit(Measure.MESSAGES, 1, true));
  }

  @Test
  void aSoftLimitRefusesNothing() throws InterruptedException {
    given(limit(Measure.MESSAGES, 1, false));

    assertThat(passed(take(3))).containsOnly(true);
  }

  @Test
  void whatIsGivenBackCanBeSpentAgain() throws InterruptedException {
    given(limit(Measure.AMOUNT, Rig.PRICE, true));
    var message = scheduled();
    assertThat(passed(take(1))).containsExactly(false);

    var before = rig.kept(message);
    var price = before.bill().price().micros();
    rig.write(
        new Write.Counted(
            new Usage(Usage.Slot.of(before), new Usage.Sum(0, 0, -price, Usage.Cost.NONE))));

    assertThat(passed(take(1))).containsExactly(true);
  }

  @Test
  void otherWordsThatTheMonthHasNoRoomForAreRefused() throws InterruptedException {
    given(limit(Measure.SEGMENTS, 2, true));
    var message = scheduled();

    assertThat(rewritten(message, "x".repeat(200))).isInstanceOf(Rewriting.Result.Done.class);
    var refused = rewritten(message, "x".repeat(400));

    assertThat(((Rewriting.Result.Refused) refused).refusal().fault())
        .isEqualTo(Fault.PLAN_USED_UP);
    assertThat(rig.kept(message).bill().segments()).isEqualTo(2);
    assertThat(rewritten(message, "short")).isInstanceOf(Rewriting.Result.Done.class);
  }

  private Rewriting.Result rewritten(Message message, String text) {
    var results = new ArrayList<Rewriting.Result>();
    var wish =
        new Rewriting.Wish(
            Optional.of(new Content.Text(text)), UnaryOperator.identity(), "replaced");
    rig.accept.rewriting().rewrite(Samples.ACCOUNT, message.id(), wish, results::add);
    rig.tasks.settle();
    return results.getFirst();
  }

  private Message scheduled() throws InterruptedException {
    var plain = hello();
    var wishes = plain.wishes();
    Instant later = rig.clock.now().plus(Duration.ofHours(1));
    var submission =
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
                new Submission.Timing(Duration.ZERO, Optional.of(later)),
                wishes.callback()),
            Optional.empty());
    var result = rig.accept.take(List.of(submission)).getFirst();
    rig.tasks.settle();
    return ((Result.Accepted) result).message();
  }
}
