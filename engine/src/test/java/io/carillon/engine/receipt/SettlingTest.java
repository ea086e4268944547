package io.carillon.engine.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.engine.change.Decision.Step;
import io.carillon.model.Commit.Write;
import io.carillon.model.Fault;
import io.carillon.model.Leg;
import io.carillon.model.Leg.Standing;
import io.carillon.model.Message;
import io.carillon.model.Report.Receipt;
import io.carillon.model.Report.Verdict;
import io.carillon.model.Status;
import io.carillon.model.TraceRow;
import io.carillon.model.Wait;
import io.carillon.testkit.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettlingTest {
  private static final Instant NOW = Samples.START.plusSeconds(9);
  private static final List<Verdict> VERDICTS = List.of(Verdict.values());

  private final Samples samples = new Samples(1);

  private Message sent(String... farIds) {
    var claimed = Samples.claimed(samples.message(), farIds.length, Samples.START);
    return Samples.sent(claimed, Samples.START, farIds);
  }

  private Message doubtful(Standing... standings) {
    var claimed = Samples.claimed(samples.message(), standings.length, Samples.START);
    var legs = new ArrayList<Leg>();
    for (var leg : claimed.state().legs()) {
      legs.add(leg.with(standings[leg.part() - 1]));
    }
    var state = claimed.state().with(legs);
    var work = state.work().waiting(Wait.DOUBT, Optional.of(NOW.plusSeconds(10)));
    return Samples.changed(claimed, state.with(state.facts(), work));
  }

  private static Optional<Step> step(Message message, int part, Verdict verdict) {
    return Settling.on(message, part, Rig.receipt(message, "far-1", -1, verdict), NOW);
  }

  private static Message after(Message message, int part, Verdict verdict) {
    return step(message, part, verdict).flatMap(Step::after).orElseThrow();
  }

  private static List<TraceRow.Kind> rows(Optional<Step> step) {
    return step.orElseThrow().also().stream()
        .map(write -> ((Write.Noted) write).row().kind())
        .toList();
  }

  private static Standing standing(Message message, int part) {
    return message.state().legs().get(part - 1).standing();
  }

  private static Wait waitsFor(Message message) {
    return message.state().work().waitsFor();
  }

  @ParameterizedTest
  @CsvSource({
    "DELIVERED,     DELIVERED,   ''",
    "READ,          READ,        ''",
    "UNDELIVERABLE, UNDELIVERED, UNDELIVERABLE",
    "EXPIRED,       EXPIRED,     EXPIRED",
    "REJECTED,      FAILED,      REJECTED",
    "DELETED,       CANCELED,    CANCELED"
  })
  void endsAMessageOfOnePartAsTheReceiptSays(Verdict verdict, Status status, String fault) {
    var message = sent("far-1");

    var step = step(message, 1, verdict);

    var ended = step.flatMap(Step::after).orElseThrow();
    assertThat(ended.status()).isEqualTo(status);
    assertThat(ended.state().facts().fault().map(Fault::name).orElse("")).isEqualTo(fault);
    assertThat(waitsFor(ended)).isEqualTo(Wait.NOTHING);
    assertThat(ended.state().work().due()).isEmpty();
    assertThat(rows(step)).as("the usual way has no rows").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      names = {"UNDERWAY", "UNKNOWN"})
  void onlyNotesWhatIsNotFinal(Verdict verdict) {
    var step = step(sent("far-1"), 1, verdict);

    assertThat(step.orElseThrow().after()).isEmpty();
    assertThat(rows(step)).containsExactly(TraceRow.Kind.RECEIPT);
  }

  @Test
  void keepsTheCodeAndTheNetworkThatItNames() {
    var message = sent("far-1");
    var parties = message.parties();
    var receipt =
        new Receipt(
            "far-1", -1, parties.from(), parties.to(), Verdict.UNDELIVERABLE, "045", "26201");

    var facts =
        Settling.on(message, 1, receipt, NOW).flatMap(Step::after).orElseThrow().state().facts();

    assertThat(facts.carrierCode()).isEqualTo("045");
    assertThat(facts.network()).isEqualTo("26201");
  }

  @Test
  void isDeliveredOnceAllPartsAre() {
    var one = after(sent("far-1", "far-2"), 1, Verdict.DELIVERED);
    assertThat(one.status()).isEqualTo(Status.SENT);
    assertThat(waitsFor(one)).isEqualTo(Wait.RECEIPT);

    assertThat(after(one, 2, Verdict.DELIVERED).status()).isEqualTo(Status.DELIVERED);
  }

  @Test
  void takesOneReceiptForAllPartsOfOneName() {
    var message = after(sent("far-1", "far-1", "far-1"), 1, Verdict.DELIVERED);

    assertThat(message.status()).isEqualTo(Status.DELIVERED);
    assertThat(message.state().legs()).allMatch(leg -> leg.standing() == Standing.DELIVERED);
  }

  @Test
  void endsUndeliveredOnceAllHaveTheirReceiptAndOneSaysNever() {
    var one = after(sent("far-1", "far-2"), 1, Verdict.UNDELIVERABLE);
    assertThat(one.status()).isEqualTo(Status.SENT);

    var both = after(one, 2, Verdict.DELIVERED);

    assertThat(both.status()).isEqualTo(Status.UNDELIVERED);
    assertThat(both.state().facts().fault()).contains(Fault.UNDELIVERABLE);
  }

  @Test
  void letsADeliveryBeatAFailureThatWasSaidBefore() {
    var failed = after(sent("far-1"), 1, Verdict.UNDELIVERABLE);

    var delivered = after(failed, 1, Verdict.DELIVERED);

    assertThat(delivered.status()).isEqualTo(Status.DELIVERED);
    assertThat(delivered.state().facts().fault()).isEmpty();
    assertThat(standing(delivered, 1)).isEqualTo(Standing.DELIVERED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.class,
      names = {"DELIVERED", "UNDELIVERABLE", "EXPIRED", "REJECTED", "DELETED"})
  void changesNothingOfWhatIsDelivered(Verdict verdict) {
    var delivered = after(sent("far-1"), 1, Verdict.DELIVERED);

    var step = step(delivered, 1, verdict);

    assertThat(step.flatMap(Step::after)).contains(delivered);
    assertThat(rows(step)).containsExactly(TraceRow.Kind.RECEIPT_REPEATED);
  }

  @Test
  void isReadAfterItWasDelivered() {
    var delivered = after(sent("far-1"), 1, Verdict.DELIVERED);

    var read = after(delivered, 1, Verdict.READ);

    assertThat(read.status()).isEqualTo(Status.READ);
    assertThat(read.state().times().delivered()).contains(NOW);
    assertThat(rows(step(read, 1, Verdict.READ))).containsExactly(TraceRow.Kind.RECEIPT_REPEATED);
  }

  @Test
  void settlesADoubtAndTheTraceShowsIt() {
    var step = step(doubtful(Standing.UNKNOWN), 1, Verdict.DELIVERED);

    var settled = step.flatMap(Step::after).orElseThrow();
    assertThat(settled.status()).isEqualTo(Status.DELIVERED);
    assertThat(settled.state().legs().getFirst().farId()).isEqualTo("far-1");
    assertThat(rows(step)).containsExactly(TraceRow.Kind.SETTLED);
  }

  @Test
  void settlesAPartThatIsToBeSentAgain() {
    var step = step(doubtful(Standing.NOT_TAKEN), 1, Verdict.DELIVERED);

    assertThat(step.flatMap(Step::after).orElseThrow().status()).isEqualTo(Status.DELIVERED);
    assertThat(rows(step)).containsExactly(TraceRow.Kind.SETTLED);
  }

  @Test
  void isSentOnceItsLastDoubtIsSettledAndTheRestIsTaken() {
    var taken = doubtful(Standing.TAKEN, Standing.UNKNOWN);

    var settled = after(taken, 2, Verdict.DELIVERED);

    assertThat(settled.status()).isEqualTo(Status.SENT);
    assertThat(waitsFor(settled)).isEqualTo(Wait.RECEIPT);
  }

  @Test
  void sendsTheRestAtOnceOnceItsLastDoubtIsSettled() {
    var settled = after(doubtful(Standing.UNKNOWN, Standing.NOT_TAKEN), 1, Verdict.DELIVERED);

    assertThat(settled.status()).isEqualTo(Status.SENDING);
    assertThat(waitsFor(settled)).isEqualTo(Wait.TURN);
    assertThat(settled.state().work().due()).contains(NOW);
  }

  @Test
  void waitsForItsOtherDoubtsAsBefore() {
    var doubts = doubtful(Standing.UNKNOWN, Standing.UNKNOWN);

    var settled = after(doubts, 1, Verdict.DELIVERED);

    assertThat(waitsFor(settled)).isEqualTo(Wait.DOUBT);
    assertThat(settled.state().work().due()).isEqualTo(doubts.state().work().due());
  }

  @Test
  void waitsForTheAnswersOfPartsThatAreOut() {
    var claimed = Samples.claimed(samples.message(), 2, Samples.START);

    var settled = after(claimed, 1, Verdict.DELIVERED);

    assertThat(waitsFor(settled)).isEqualTo(Wait.ANSWER);
    assertThat(settled.status()).isEqualTo(Status.SENDING);
  }

  @Test
  void knowsNothingOfAPartThatTheMessageHasNot() {
    assertThat(step(sent("far-1"), 2, Verdict.DELIVERED)).isEmpty();
    assertThat(step(samples.message(), 1, Verdict.DELIVERED)).isEmpty();
  }

  /// Receipts in any order, twice, of any verdict: the status only rises, a delivered part stays
  /// delivered, and once all parts are delivered so is the message.
  @Test
  void onlyMovesForwardWhateverReceiptsCome() {
    for (int seed = 1; seed <= 2_000; seed++) {
      var chance = new SplittableRandom(seed);
      var message = chance.nextBoolean() ? sent("a", "b", "c") : anyDoubt(chance);
      for (int turn = 0; turn < 12; turn++) {
        int part = 1 + chance.nextInt(3);
        var next = step(message, part, VERDICTS.get(chance.nextInt(VERDICTS.size())));
        var after = next.flatMap(Step::after).orElse(message);
        assertThat(after.status() == message.status() || message.status().yieldsTo(after.status()))
            .as("seed %d: %s to %s", seed, message.status(), after.status())
            .isTrue();
        for (int i = 1; i <= 3; i++) {
          if (standing(message, i) == Standing.DELIVERED) {
            assertThat(standing(after, i)).as("seed %d", seed).isEqualTo(Standing.DELIVERED);
          }
        }
        message = after;
      }
      boolean delivered =
          message.state().legs().stream().allMatch(leg -> leg.standing() == Standing.DELIVERED);
      assertThat(message.status().rank() >= 60).as("seed %d", seed).isEqualTo(delivered);
    }
  }

  private Message anyDoubt(SplittableRandom chance) {
    var all = List.of(Standing.UNKNOWN, Standing.NOT_TAKEN, Standing.TAKEN);
    return doubtful(
        Standing.UNKNOWN, all.get(chance.nextInt(all.size())), all.get(chance.nextInt(all.size())));
  }
}
