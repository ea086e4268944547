package io.carillon.engine.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.engine.Rig;
import io.carillon.engine.accept.Accept.Result;
import io.carillon.model.Commit.Reason;
import io.carillon.model.Fault;
import io.carillon.model.Idempotency;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Refusal;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcceptTest {
  private static final String TO = "+14155550100";

  private final Rig rig = new Rig();

  private static Submission hello() {
    return Rig.submission(TO, "hello");
  }

  private static Submission keyed(String key, int index, String hash) {
    return Rig.submission(
        TO, "hello", Optional.of(new Idempotency(Samples.ACCOUNT, key, index, hash)));
  }

  private static Submission bad() {
    return Rig.submission("nobody", "hello");
  }

  private List<Result> take(Submission... submissions) throws InterruptedException {
    return rig.accept.take(List.of(submissions));
  }

  private static Message accepted(Result result) {
    return ((Result.Accepted) result).message();
  }

  private static MessageId id(Result result) {
    return accepted(result).id();
  }

  private static boolean isReplay(Result result) {
    return ((Result.Accepted) result).replayed();
  }

  private static Refusal refusal(Result result) {
    return ((Result.Refused) result).refusal();
  }

  private static Fault fault(Result result) {
    return refusal(result).fault();
  }

  private long balance() {
    return rig.store.accounts().balance(Samples.ACCOUNT).orElseThrow().micros();
  }

  @Test
  void answersOnceTheMessageIsSynced() throws InterruptedException {
    var results = new ArrayList<Result>();

    rig.accept.take(List.of(hello()), results::addAll);
    assertThat(results).isEmpty();

    rig.store.step();
    assertThat(results).hasSize(1);
    assertThat(rig.kept(id(results.getFirst())).content())
        .isEqualTo(accepted(results.getFirst()).content());
    assertThat(rig.meters.counted("messages.accepted")).isEqualTo(1);
  }

  @Test
  void answersEachInItsPlace() throws InterruptedException {
    var results = take(hello(), bad(), hello());

    assertThat(results.get(0)).isInstanceOf(Result.Accepted.class);
    assertThat(fault(results.get(1))).isEqualTo(Fault.RECIPIENT_INVALID);
    assertThat(results.get(2)).isInstanceOf(Result.Accepted.class);
    assertThat(rig.meters.counted("messages.refused", "fault", "recipient_invalid")).isEqualTo(1);
  }

  @Test
  void writesNothingWhereAllAreRefused() throws InterruptedException {
    assertThat(fault(take(bad()).getFirst())).isEqualTo(Fault.RECIPIENT_INVALID);

    assertThat(rig.store.commits().waiting()).isZero();
    assertThat(balance()).isEqualTo(1_000_000);
  }

  @Test
  void keepsWhatPolicyRefusedWithMaskedAddresses() throws InterruptedException {
    var hello = hello();
    var strange =
        new Submission(
            hello.source(),
            hello.channel(),
            new Submission.Ends("+14155559999", "", TO),
            hello.content(),
            hello.wishes(),
            Optional.empty());

    assertThat(fault(take(bad(), strange).get(1))).isEqualTo(Fault.SENDER_NOT_REGISTERED);

    var kept = rig.store.refusals().of(Samples.ACCOUNT, "req_1");
    assertThat(kept).hasSize(1);
    assertThat(kept.getFirst().from()).isEqualTo("**********99");
    assertThat(kept.getFirst().to()).isEqualTo("**********00");
    assertThat(kept.getFirst().refusal().detail()).contains("**********99").doesNotContain("9999");
    assertThat(kept.getFirst().checks()).isEqualTo("account recipient");
  }

  @Test
  void takesBetweenOneAndFiveHundredAtATime() throws InterruptedException {
    assertThatThrownBy(() -> rig.accept.take(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rig.accept.take(Collections.nCopies(501, hello())))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(rig.accept.take(Collections.nCopies(100, hello()))).hasSize(100);
  }

  @Test
  void takesThePriceInTheSameCommit() throws InterruptedException {
    take(hello(), hello());

    assertThat(balance()).isEqualTo(1_000_000 - 2 * Rig.PRICE);
    assertThat(rig.store.moved(Samples.ACCOUNT, Reason.CHARGE)).isEqualTo(-2 * Rig.PRICE);
  }

  @Test
  void claimsInTheInsertWhereTheLaneIsEmpty() throws InterruptedException {
    var accepted = accepted(take(hello()).getFirst());

    assertThat(accepted.status()).isEqualTo(Status.SENDING);
    assertThat(accepted.state().rev()).isZero();
    rig.tasks.settle();
    assertThat(rig.carrier.open()).hasSize(1);
    assertThat(rig.kept(accepted.id()).state().rev()).as("one commit in all").isZero();
  }

  @Test
  void onlyQueuesWhereTheCarrierHasNoRoom() throws InterruptedException {
    rig.carrier.up(false);

    var accepted = accepted(take(hello()).getFirst());

    assertThat(accepted.status()).isEqualTo(Status.QUEUED);
    assertThat(rig.waitsFor(accepted)).isEqualTo(Wait.TURN);
  }

  @Test
  void makesOneMessageOfOneKey() throws InterruptedException {
    var first = take(keyed("k", 0, "h")).getFirst();
    var again = take(keyed("k", 0, "h")).getFirst();

    assertThat(id(again)).isEqualTo(id(first));
    assertThat(isReplay(first)).isFalse();
    assertThat(isReplay(again)).isTrue();
    assertThat(balance()).isEqualTo(1_000_000 - Rig.PRICE);
    rig.tasks.settle();
    assertThat(rig.carrier.sent()).hasSize(1);
  }

  @Test
  void answersAReplayWithTheMessageAsItIsNow() throws InterruptedException {
    take(keyed("k", 0, "h"));
    rig.tasks.settle();
    rig.taken("far-1");

    var again = take(keyed("k", 0, "h")).getFirst();

    assertThat(accepted(again).status()).isEqualTo(Status.SENT);
  }

  @Test
  void refusesAKeyThatCameWithAnotherRequest() throws InterruptedException {
    take(keyed("k", 0, "h"));

    assertThat(fault(take(keyed("k", 0, "other")).getFirst())).isEqualTo(Fault.KEY_REUSED);

    assertThat(rig.carrier.sent()).hasSizeLessThanOrEqualTo(1);
    assertThat(balance()).isEqualTo(1_000_000 - Rig.PRICE);
  }

  @Test
  void forgetsAKeyOfWhatWasRefused() throws InterruptedException {
    var wrong =
        Rig.submission(
            "nobody", "hello", Optional.of(new Idempotency(Samples.ACCOUNT, "k", 0, "wrong")));
    take(wrong);

    assertThat(take(keyed("k", 0, "h")).getFirst()).isInstanceOf(Result.Accepted.class);
  }

  @Test
  void tellsThePlacesOfABulkApart() throws InterruptedException {
    var bulk = take(keyed("k", 0, "h"), keyed("k", 1, "h"));
    var again = take(keyed("k", 0, "h"), keyed("k", 1, "h"));

    assertThat(id(bulk.getFirst())).isNotEqualTo(id(bulk.getLast()));
    assertThat(again).extracting(AcceptTest::id).containsExactly(id(bulk.get(0)), id(bulk.get(1)));
    assertThat(again).allMatch(AcceptTest::isReplay);
  }

  @Test
  void acceptsWhatIsNewOfABulkThatIsPartlyRepeated() throws InterruptedException {
    var first = take(keyed("k", 1, "h")).getFirst();

    var bulk = take(keyed("k", 0, "h"), keyed("k", 1, "h"), keyed("k", 1, "other"), hello());

    assertThat(isReplay(bulk.get(0))).isFalse();
    assertThat(id(bulk.get(1))).isEqualTo(id(first));
    assertThat(fault(bulk.get(2))).isEqualTo(Fault.KEY_REUSED);
    assertThat(isReplay(bulk.get(3))).isFalse();
    assertThat(balance()).isEqualTo(1_000_000 - 3 * Rig.PRICE);
  }

  @Test
  void answersAKeyThatComesTwiceInOneCallLikeARepeatedRequest() throws InterruptedException {
    var results = take(keyed("k", 0, "h"), keyed("k", 0, "h"), keyed("k", 0, "other"));

    assertThat(isReplay(results.get(0))).isFalse();
    assertThat(isReplay(results.get(1))).isTrue();
    assertThat(id(results.get(1))).isEqualTo(id(results.get(0)));
    assertThat(fault(results.get(2))).isEqualTo(Fault.KEY_REUSED);
    assertThat(balance()).isEqualTo(1_000_000 - Rig.PRICE);
  }

  @Test
  void makesOneMessageOfOneKeyThatComesTwiceAtTheSameTime() throws InterruptedException {
    var first = new ArrayList<Result>();
    var second = new ArrayList<Result>();
    rig.accept.take(List.of(keyed("k", 0, "h")), first::addAll);
    rig.accept.take(List.of(keyed("k", 0, "h")), second::addAll);

    rig.tasks.settle();

    assertThat(id(second.getFirst())).isEqualTo(id(first.getFirst()));
    assertThat(isReplay(first.getFirst())).isNotEqualTo(isReplay(second.getFirst()));
    assertThat(rig.carrier.sent()).hasSize(1);
  }

  @Test
  void saysThatItCouldNotReadWhatARepeatedRequestHadMade() throws InterruptedException {
    take(keyed("k", 0, "h"));
    rig.tasks.settle();
    var results = new ArrayList<Result>();

    rig.accept.take(List.of(keyed("k", 0, "h"), keyed("n", 0, "h")), results::addAll);
    rig.store.step();
    assertThat(results).as("a task reads").isEmpty();
    rig.store.unreadable(true);
    assertThat(rig.tasks.turn()).isTrue();
    rig.store.unreadable(false);
    rig.tasks.settle();

    assertThat(fault(results.getFirst())).isEqualTo(Fault.STORE_DOWN);
    assertThat(refusal(results.getFirst()).retryAfter()).contains(Duration.ofSeconds(1));
    assertThat(results.getLast()).isInstanceOf(Result.Accepted.class);
  }

  @Test
  void givesShortFundsOutInOrder() throws InterruptedException {
    var pay = rig.accept.take(Collections.nCopies(132, hello()));
    assertThat(pay).allMatch(Result.Accepted.class::isInstance);
    assertThat(balance()).isEqualTo(10_000);

    var results = take(hello(), hello(), hello());

    assertThat(results.getFirst()).isInstanceOf(Result.Accepted.class);
    assertThat(fault(results.get(1))).isEqualTo(Fault.FUNDS_SHORT);
    assertThat(fault(results.get(2))).isEqualTo(Fault.FUNDS_SHORT);
    assertThat(balance()).isEqualTo(2_500);
  }

  @Test
  void keepsThePlacesWhereKeysAreTakenAndFundsAreShort() throws InterruptedException {
    var first = take(keyed("k", 0, "h")).getFirst();
    rig.accept.take(Collections.nCopies(131, hello()));
    assertThat(balance()).isEqualTo(10_000);

    var results = take(hello(), keyed("k", 0, "h"), bad(), hello());

    assertThat(isReplay(results.get(0))).isFalse();
    assertThat(id(results.get(1))).isEqualTo(id(first));
    assertThat(fault(results.get(2))).isEqualTo(Fault.RECIPIENT_INVALID);
    assertThat(fault(results.get(3))).isEqualTo(Fault.FUNDS_SHORT);
  }

  @Test
  void keepsNothingOfWhatTheStoreCouldNotWrite() throws InterruptedException {
    rig.store.breakNext(1);

    var results = take(hello(), keyed("k", 0, "h"));

    for (var result : results) {
      assertThat(fault(result)).isEqualTo(Fault.STORE_DOWN);
      assertThat(refusal(result).retryAfter()).isPresent();
    }
    rig.tasks.settle();
    assertThat(rig.carrier.sent()).isEmpty();
    assertThat(balance()).isEqualTo(1_000_000);
    assertThat(isReplay(take(keyed("k", 0, "h")).getFirst())).isFalse();
  }

  @Test
  void givesBackTheSlotOfWhatWasNotKept() throws InterruptedException {
    for (int i = 0; i < 30; i++) {
      rig.store.breakNext(1);
      take(hello());
    }

    assertThat(accepted(take(hello()).getFirst()).status()).isEqualTo(Status.SENDING);
  }

  @Test
  void refusesAllWhereTheDoorIsShut() throws InterruptedException {
    rig.pressure.recount(() -> Map.of("smsc", 10_000_000L));

    var results = take(hello(), bad());

    assertThat(fault(results.getFirst())).isEqualTo(Fault.TOO_MANY_REQUESTS);
    assertThat(fault(results.getLast())).isEqualTo(Fault.RECIPIENT_INVALID);
    assertThat(balance()).isEqualTo(1_000_000);
  }
}
