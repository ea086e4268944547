package io.carillon.engine.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Message;
import io.carillon.model.Payload;
import io.carillon.model.Print;
import io.carillon.model.Report.Arrived;
import io.carillon.model.Report.Delivery;
import io.carillon.model.Report.Manner;
import io.carillon.model.Report.Part;
import io.carillon.model.Report.Scheme;
import io.carillon.model.Report.Script;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Prints.Place;
import io.carillon.testkit.FakeCarrier;
import io.carillon.wire.text.Gsm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepeatsTest {
  private static final Address PERSON = Address.phone("+491098765432");
  private static final Address OURS = Address.phone("+14155552671");
  private static final Address NOBODYS = Address.phone("+14155550000");
  private static final Script GSM = new Script("GSM7", 0, 0);

  private Rig rig = new Rig();
  private final List<Message> kept = new ArrayList<>();
  private final List<TraceRow> noted = new ArrayList<>();

  RepeatsTest() {
    listen();
  }

  private void listen() {
    rig.store.journal(commit -> {
      for (var write : commit.writes()) {
        if (write instanceof Write.Added(var message)
            && message.parties().direction() == Direction.INBOUND) {
          kept.add(message);
        } else if (write instanceof Write.Noted(var row)) {
          noted.add(row);
        }
      }
    });
  }

  private static Arrived words(Address to, String words, long connection) {
    var manner = new Manner(Part.WHOLE, List.of(), new Delivery(connection));
    return new Arrived(Channel.SMS, PERSON, to, new Content.Text(words), manner);
  }

  private static Arrived part(int number, String words, long connection) {
    var manner =
        new Manner(new Part(Scheme.NARROW, 7, 2, number, GSM), List.of(), new Delivery(connection));
    var octets = new Payload(Gsm.encode(words).toBytes());
    return new Arrived(
        Channel.SMS, PERSON, OURS, new Content.Binary(octets, Optional.empty()), manner);
  }

  private FakeCarrier.Kept begun(Arrived arrived) {
    return rig.carrier.report(arrived);
  }

  private void arrives(Arrived arrived) {
    var report = begun(arrived);
    rig.tasks.settle();
    assertThat(report.synced()).contains(true);
  }

  private void breaks(long connection) {
    rig.carrier.ended(connection, false);
    rig.tasks.settle();
  }

  private void later(Duration time) {
    rig.clock.advance(time);
    rig.gathering.sweep();
    rig.tasks.settle();
  }

  private void kill() {
    rig = rig.restarted();
    listen();
  }

  private List<Print> prints() {
    return rig.store.prints().after(Place.FIRST, 100);
  }

  private List<String> said() {
    return kept.stream().map(message -> message.content().words()).toList();
  }

  @Test
  void sameWordsOverAConnectionThatLivesAreTwoMessages() {
    arrives(words(OURS, "YES", 1));
    arrives(words(OURS, "YES", 1));

    assertThat(said()).containsExactly("YES", "YES");
    assertThat(noted).isEmpty();
  }

  @Test
  void whatComesAgainAfterItsConnectionBrokeIsOneMessageAndItsTraceSaysSo() {
    arrives(words(OURS, "YES", 1));
    breaks(1);
    arrives(words(OURS, "YES", 2));

    assertThat(said()).containsExactly("YES");
    assertThat(noted).hasSize(1);
    assertThat(noted.getFirst().message()).isEqualTo(kept.getFirst().id());
    assertThat(noted.getFirst().detail()).contains("brought", "again", "connection ended");
    assertThat(rig.meters.counted("messages.deliveries_repeated")).isOne();
    assertThat(rig.meters.counted("messages.received")).isOne();
  }

  @Test
  void otherWordsAreAnotherMessage() {
    arrives(words(OURS, "YES", 1));
    breaks(1);
    arrives(words(OURS, "yes", 2));

    assertThat(said()).containsExactly("YES", "yes");
  }

  @Test
  void oneLossExcusesOneRepeat() {
    arrives(words(OURS, "YES", 1));
    breaks(1);
    arrives(words(OURS, "YES", 2));
    arrives(words(OURS, "YES", 2));

    assertThat(said()).containsExactly("YES", "YES");
  }

  @Test
  void twoThatWereLostMayBothComeAgain() {
    arrives(words(OURS, "YES", 1));
    arrives(words(OURS, "YES", 1));
    breaks(1);
    arrives(words(OURS, "YES", 2));
    arrives(words(OURS, "YES", 2));

    assertThat(said()).containsExactly("YES", "YES");
    assertThat(noted).extracting(TraceRow::message).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void theAnswerToARepeatMayBeLostToo() {
    arrives(words(OURS, "YES", 1));
    breaks(1);
    arrives(words(OURS, "YES", 2));
    breaks(2);
    arrives(words(OURS, "YES", 3));

    assertThat(said()).containsExactly("YES");
    assertThat(noted).hasSize(2);
  }

  @Test
  void afterAnOrderlyEndSameWordsAreAnotherMessage() {
    arrives(words(OURS, "YES", 1));
    rig.carrier.ended(1, true);
    rig.tasks.settle();
    assertThat(prints()).isEmpty();
    arrives(words(OURS, "YES", 2));

    assertThat(said()).containsExactly("YES", "YES");
  }

  @Test
  void whatWasOnTheWayWhenItsConnectionBrokeIsKnownToo() {
    rig.carrier.ended(1, false);
    arrives(words(OURS, "YES", 1));
    arrives(words(OURS, "YES", 2));

    assertThat(said()).containsExactly("YES");
  }

  @Test
  void aRepeatIsAnsweredOnlyOnceTheFirstIsOnDisk() {
    var first = begun(words(OURS, "YES", 1));
    rig.carrier.ended(1, false);
    var again = begun(words(OURS, "YES", 2));
    assertThat(first.synced()).isEmpty();
    assertThat(again.synced()).isEmpty();

    rig.tasks.settle();

    assertThat(again.synced()).contains(true);
    assertThat(said()).containsExactly("YES");
    assertThat(noted).hasSize(1);
  }

  @Test
  void whatCouldNotBeKeptIsNoRepeatWhenItComesAgain() {
    rig.store.breakNext(1);
    var first = begun(words(OURS, "YES", 1));
    rig.carrier.ended(1, false);
    var again = begun(words(OURS, "YES", 2));
    rig.tasks.settle();
    assertThat(first.synced()).contains(false);
    assertThat(again.synced()).contains(false);

    arrives(words(OURS, "YES", 2));

    assertThat(said()).containsExactly("YES");
    assertThat(noted).isEmpty();
  }

  @Test
  void whatIsRefusedSinceItsNeighbourCouldNotBeKeptIsOneMessageWhenItComesAgain() {
    rig.store.breakNext(1);
    var both = rig.carrier.report(words(OURS, "one", 1), words(OURS, "two", 1));
    rig.tasks.settle();
    assertThat(both.synced()).contains(false);
    assertThat(said()).containsExactly("two");

    arrives(words(OURS, "one", 1));
    arrives(words(OURS, "two", 1));

    assertThat(said()).containsExactly("two", "one");
    assertThat(noted).hasSize(1);
    assertThat(noted.getFirst().detail()).contains("refused for now");
    arrives(words(OURS, "two", 1));
    assertThat(said()).containsExactly("two", "one", "two");
  }

  @Test
  void aPartThatOnlyTheMessageKeepsIsAnsweredWithIt() {
    rig.store.breakNext(1);
    var both = rig.carrier.report(part(1, "one ", 1), part(2, "two", 1));
    rig.tasks.settle();

    assertThat(both.synced()).contains(true);
    assertThat(said()).containsExactly("one two");
    assertThat(prints()).extracting(Print::part).containsExactly(1, 2);
  }

  @Test
  void whereNeitherAPartNorTheMessageCouldBeKeptAllIsBroughtAgain() {
    rig.store.breakNext(2);
    var both = rig.carrier.report(part(1, "one ", 1), part(2, "two", 1));
    rig.tasks.settle();
    assertThat(both.synced()).contains(false);
    assertThat(rig.gathering.open()).isZero();

    arrives(part(1, "one ", 1));
    arrives(part(2, "two", 1));

    assertThat(said()).containsExactly("one two");
  }

  @Test
  void theLastAnswerToAPartThatCameAgainWhileOthersWereMissingCounts() {
    arrives(part(1, "one ", 1));
    breaks(1);
    arrives(part(1, "one ", 2));
    arrives(part(2, "two", 2));
    arrives(part(1, "one ", 2));
    arrives(part(2, "two", 2));

    assertThat(said()).containsExactly("one two", "one two");
    breaks(2);
    arrives(part(1, "one ", 3));
    assertThat(rig.gathering.open()).isZero();
  }

  @Test
  void whatIsOnDiskIsKnownAgainAfterAKill() {
    arrives(words(OURS, "YES", 1));
    kill();
    arrives(words(OURS, "YES", 1));
    arrives(words(OURS, "YES", 1));

    assertThat(said()).containsExactly("YES", "YES");
    assertThat(noted).hasSize(1);
    assertThat(noted.getFirst().detail()).contains("the server was killed");
  }

  @Test
  void whoseAnswerMustHaveComeIsForgottenAlsoOnDisk() {
    arrives(words(OURS, "YES", 1));
    assertThat(prints()).hasSize(1);
    assertThat(prints().getFirst().whose()).isEqualTo(kept.getFirst().id().value());

    later(Answering.SURE);
    assertThat(prints()).isEmpty();
    breaks(1);
    kill();
    arrives(words(OURS, "YES", 2));

    assertThat(said()).containsExactly("YES", "YES");
  }

  @Test
  void whatWasLostIsForgottenAfterTheWindow() {
    arrives(words(OURS, "YES", 1));
    breaks(1);
    later(Duration.ofHours(24));
    assertThat(prints()).hasSize(1);
    later(Duration.ofSeconds(1));

    assertThat(prints()).isEmpty();
    arrives(words(OURS, "YES", 2));
    assertThat(said()).containsExactly("YES", "YES");
  }

  @Test
  void whereItIsTurnedOffNothingIsKnownAgain() {
    rig.gathering.adopt(new Gathering.Patience(Duration.ofHours(1), Duration.ZERO));
    arrives(words(OURS, "YES", 1));
    assertThat(prints()).isEmpty();
    breaks(1);
    arrives(words(OURS, "YES", 2));

    assertThat(said()).containsExactly("YES", "YES");
  }

  @Test
  void wordsThatStopOrStartAreHeardEachTime() {
    arrives(words(OURS, "STOP", 1));
    assertThat(prints()).isEmpty();
    breaks(1);
    arrives(words(OURS, "STOP", 2));
    kill();
    arrives(words(OURS, "STOP", 1));

    assertThat(said()).containsExactly("STOP", "STOP", "STOP");
  }

  @Test
  void whoNeverRepeatsHimselfCostsNoRow() {
    arrives(words(OURS, "YES", 0));

    assertThat(prints()).isEmpty();
  }

  @Test
  void aPartThatComesAgainWhenItsTextIsWholeBeginsNoText() {
    arrives(part(1, "one ", 1));
    assertThat(prints()).isEmpty();
    arrives(part(2, "two", 1));
    assertThat(prints()).extracting(Print::part).containsExactly(1, 2);
    breaks(1);
    arrives(part(2, "two", 2));

    assertThat(said()).containsExactly("one two");
    assertThat(rig.gathering.open()).isZero();
    assertThat(noted.getFirst().detail()).contains("part 2 again");
    assertThat(noted.getFirst().message()).isEqualTo(kept.getFirst().id());
  }

  @Test
  void partsOfAnEarlierRunAreKnownAgainToo() {
    arrives(part(1, "one ", 1));
    kill();
    arrives(part(2, "two", 1));
    arrives(part(1, "one ", 1));

    assertThat(said()).containsExactly("one two");
    assertThat(rig.gathering.open()).isZero();
    kill();
    arrives(part(2, "two", 1));
    assertThat(rig.gathering.open()).isZero();
  }

  @Test
  void theSameTextWithTheSameReferenceOverAConnectionThatLivesIsAnotherText() {
    for (int i = 0; i < 2; i++) {
      arrives(part(1, "one ", 1));
      arrives(part(2, "two", 1));
    }

    assertThat(said()).containsExactly("one two", "one two");
  }

  @Test
  void whatIsNobodysIsKnownAgainToo() {
    arrives(words(NOBODYS, "YES", 1));
    kill();
    arrives(words(NOBODYS, "YES", 1));

    assertThat(rig.gathering.strays().page(Optional.empty(), 10)).hasSize(1);
    assertThat(prints()).hasSize(1);
  }
}
