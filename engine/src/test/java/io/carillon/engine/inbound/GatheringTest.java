package io.carillon.engine.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Message;
import io.carillon.model.Payload;
import io.carillon.model.Report.Arrived;
import io.carillon.model.Report.Delivery;
import io.carillon.model.Report.Manner;
import io.carillon.model.Report.Part;
import io.carillon.model.Report.Scheme;
import io.carillon.model.Report.Script;
import io.carillon.model.TraceRow;
import io.carillon.model.port.Fragments.Place;
import io.carillon.testkit.FakeCarrier;
import io.carillon.testkit.Samples;
import io.carillon.wire.text.Gsm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private static final Address PERSON = Address.phone("+491098765432");
  private static final Address OURS = Address.phone("+14155552671");
  private static final Script GSM = new Script("GSM7", 0, 0);
  private static final Duration WAIT = Duration.ofHours(1);

  private Rig rig = new Rig();
  private final List<Message> kept = new ArrayList<>();
  private final List<TraceRow> noted = new ArrayList<>();

  private static Arrived part(int number, int total, String words) {
    return part(7, number, total, GSM, Gsm.encode(words).toBytes());
  }

  private static Arrived part(int reference, int number, int total, Script script, byte[] octets) {
    return part(
        PERSON, Scheme.NARROW, new Part(Scheme.NARROW, reference, total, number, script), octets);
  }

  private static Arrived part(Address person, Scheme scheme, Part part, byte[] octets) {
    var placed = new Part(scheme, part.reference(), part.total(), part.number(), part.script());
    var manner = new Manner(placed, List.of(), Delivery.NONE);
    var content = new Content.Binary(new Payload(octets), Optional.empty());
    return new Arrived(Channel.SMS, person, OURS, content, manner);
  }

  /// Whether each was answered as taken, once all is done.
  private List<Optional<Boolean>> arrive(Arrived... parts) {
    listen();
    var reports = new ArrayList<FakeCarrier.Kept>();
    for (var part : parts) {
      reports.add(rig.carrier.report(part));
    }
    rig.tasks.settle();
    return reports.stream().map(FakeCarrier.Kept::synced).toList();
  }

  private void listen() {
    rig.store.journal(commit -> {
      for (var write : commit.writes()) {
        if (write instanceof Write.Added(var message)) {
          kept.add(message);
        } else if (write instanceof Write.Noted(var row)) {
          noted.add(row);
        }
      }
    });
  }

  private long waiting() {
    return rig.store.fragments().count();
  }

  private Content only() {
    assertThat(kept).hasSize(1);
    return kept.getFirst().content();
  }

  private void later(Duration time) {
    rig.clock.advance(time);
    rig.gathering.sweep();
    rig.tasks.settle();
  }

  @Test
  void partsMakeOneMessageInWhateverOrderTheyCome() {
    assertThat(arrive(part(3, 3, "three"), part(1, 3, "one "))).containsOnly(Optional.of(true));
    assertThat(kept).isEmpty();
    assertThat(waiting()).isEqualTo(2);

    assertThat(arrive(part(2, 3, "two "))).containsOnly(Optional.of(true));

    assertThat(only()).isEqualTo(new Content.Text("one two three"));
    assertThat(kept.getFirst().bill().segments()).isEqualTo(3);
    assertThat(waiting()).isZero();
    assertThat(noted).isEmpty();
    assertThat(rig.meters.counted("messages.parts")).isEqualTo(3);
  }

  @Test
  void aPartIsAnsweredOnlyOnceItIsSynced() {
    var first = rig.carrier.report(part(1, 2, "a"));
    var again = rig.carrier.report(part(1, 2, "a"));
    assertThat(first.synced()).isEmpty();
    assertThat(again.synced()).isEmpty();

    rig.store.step();

    assertThat(first.synced()).contains(true);
    assertThat(again.synced()).contains(true);
  }

  @Test
  void aPartThatComesTwiceCountsOnce() {
    arrive(part(1, 2, "a"), part(1, 2, "a"));
    arrive(part(1, 2, "a"), part(2, 2, "b"));

    assertThat(only()).isEqualTo(new Content.Text("ab"));
    assertThat(rig.meters.counted("messages.parts_repeated")).isEqualTo(2);
  }

  @Test
  void whatIsSplitBetweenPartsIsReadWhole() {
    var smile = "😀".getBytes(StandardCharsets.UTF_16BE);
    var ucs2 = new Script("UCS2", 0, 0);
    arrive(
        part(1, 2, 2, ucs2, new byte[] {smile[2], smile[3]}),
        part(1, 1, 2, ucs2, new byte[] {smile[0], smile[1]}));
    arrive(part(2, 1, 2, GSM, HexFormat.of().parseHex("411b")));
    arrive(part(2, 2, 2, GSM, HexFormat.of().parseHex("6542")));

    assertThat(kept)
        .extracting(Message::content)
        .containsExactly(new Content.Text("😀"), new Content.Text("A€B"));
  }

  @Test
  void eachPartIsReadInItsOwnAlphabetAndTables() {
    arrive(
        part(1, 1, 4, GSM, Gsm.encode("ä").toBytes()),
        part(1, 2, 4, new Script("LATIN1", 0, 0), "ç".getBytes(StandardCharsets.ISO_8859_1)),
        part(1, 3, 4, new Script("UCS2", 0, 0), "中".getBytes(StandardCharsets.UTF_16BE)),
        part(1, 4, 4, new Script("GSM7", 1, 1), HexFormat.of().parseHex("0c1b63")));

    assertThat(only()).isEqualTo(new Content.Text("äç中ğç"));
  }

  @Test
  void whereAPartIsNoTextAllAreOctets() {
    arrive(
        part(1, 1, 2, new Script("BINARY", 0, 0), new byte[] {1, 2}),
        part(1, 2, 2, GSM, new byte[] {3}));

    assertThat(only())
        .isEqualTo(new Content.Binary(new Payload(new byte[] {1, 2, 3}), Optional.empty()));
  }

  @Test
  void referencesOfDifferentKindsPeopleAndTotalsAreDifferentTexts() {
    var octets = new byte[] {0x41};
    var other = Address.phone("+491098765433");
    var one = new Part(Scheme.NARROW, 7, 2, 1, GSM);
    arrive(
        part(PERSON, Scheme.NARROW, one, octets),
        part(PERSON, Scheme.WIDE, one, octets),
        part(PERSON, Scheme.BESIDE, one, octets),
        part(other, Scheme.NARROW, one, octets),
        part(7, 1, 3, GSM, octets),
        part(8, 1, 2, GSM, octets));

    assertThat(rig.gathering.open()).isEqualTo(6);
    assertThat(waiting()).isEqualTo(6);
  }

  @Test
  void afterTheWaitWhatHasComeIsToldAndTheTraceSaysWhatIsMissing() {
    arrive(part(1, 4, "one "), part(3, 4, "three"));
    later(WAIT.minusSeconds(1));
    assertThat(kept).isEmpty();

    later(Duration.ofSeconds(1));

    assertThat(only()).isEqualTo(new Content.Text("one three"));
    assertThat(noted)
        .singleElement()
        .satisfies(row -> {
          assertThat(row.message()).isEqualTo(kept.getFirst().id());
          assertThat(row.detail())
              .isEqualTo("partial: 2 of 4 parts missing (2, 4) when the wait of 1h was over");
        });
    assertThat(waiting()).isZero();
    assertThat(rig.meters.counted("messages.partial")).isEqualTo(1);
  }

  @Test
  void aReferenceThatComesWithAnotherTextEndsTheWaitForTheFirst() {
    arrive(part(1, 2, "old "), part(1, 2, "new "));
    arrive(part(2, 2, "text"));

    assertThat(kept)
        .extracting(Message::content)
        .containsExactly(new Content.Text("old "), new Content.Text("new text"));
    assertThat(noted)
        .singleElement()
        .satisfies(
            row -> assertThat(row.detail()).endsWith("its reference came with another text"));
    assertThat(waiting()).isZero();
  }

  @Test
  void nothingIsLostWhenTheProcessDies() {
    var first = rig.carrier.report(part(1, 3, "one "));
    rig.store.crashAfterSync(1);
    assertThat(first.synced()).isEmpty();
    rig = rig.restarted();

    arrive(part(1, 3, "one "), part(2, 3, "two "));
    rig = rig.restarted();
    arrive(part(3, 3, "three"));

    assertThat(only()).isEqualTo(new Content.Text("one two three"));
    assertThat(waiting()).isZero();
  }

  @Test
  void theWaitGoesOnOverARestart() {
    arrive(part(1, 2, "one "));
    rig.clock.advance(Duration.ofMinutes(40));
    rig = rig.restarted();
    listen();

    later(Duration.ofMinutes(19));
    assertThat(kept).isEmpty();
    later(Duration.ofMinutes(1));

    assertThat(only()).isEqualTo(new Content.Text("one "));
  }

  @Test
  void aPartThatCouldNotBeKeptIsBroughtAgain() {
    rig.store.breakNext(1);
    assertThat(arrive(part(1, 2, "one "))).containsExactly(Optional.of(false));
    assertThat(rig.gathering.open()).isZero();

    assertThat(arrive(part(2, 2, "two"), part(1, 2, "one "))).containsOnly(Optional.of(true));
    assertThat(only()).isEqualTo(new Content.Text("one two"));
  }

  @Test
  void aMessageThatCouldNotBeKeptIsMadeWhenItsLastPartIsBroughtAgain() {
    arrive(part(1, 2, "one "));
    rig.store.breakNext(1);
    assertThat(arrive(part(2, 2, "two"))).containsExactly(Optional.of(false));
    assertThat(kept).isEmpty();
    assertThat(waiting()).isEqualTo(1);

    assertThat(arrive(part(2, 2, "two"))).containsExactly(Optional.of(true));
    assertThat(only()).isEqualTo(new Content.Text("one two"));
  }

  @Test
  void aFloodOfFirstPartsEndsTheWaitForTheOldest() {
    for (int reference = 0; reference < Shelf.PERSON_MAX + 3; reference++) {
      arrive(part(reference, 1, 2, GSM, new byte[] {(byte) (0x41 + reference)}));
    }

    assertThat(rig.gathering.open()).isEqualTo(Shelf.PERSON_MAX);
    assertThat(waiting()).isEqualTo(Shelf.PERSON_MAX);
    assertThat(kept)
        .extracting(Message::content)
        .containsExactly(new Content.Text("A"), new Content.Text("B"), new Content.Text("C"));
    assertThat(noted.getFirst().detail()).endsWith("since too many texts waited");
  }

  @Test
  void aTextOf255PartsIsOneMessage() {
    for (int number = 255; number > 0; number--) {
      arrive(part(number, 255, "x"));
    }

    assertThat(only()).isEqualTo(new Content.Text("x".repeat(255)));
    assertThat(kept.getFirst().bill().segments()).isEqualTo(255);
  }

  @Test
  void whatWasErasedIsForgotten() {
    arrive(part(1, 2, "one "));

    rig.gathering.forget(PERSON, Set.of(Samples.ACCOUNT));

    assertThat(rig.gathering.open()).isZero();
  }

  @Test
  void whatWasWrittenDownIsReadBackInPieces() {
    arrive(part(1, 2, "one "));

    var fragment = rig.store.fragments().after(Place.FIRST, 1).getFirst();

    assertThat(fragment.account()).contains(Samples.ACCOUNT);
    assertThat(fragment.carrier()).isEqualTo("smsc");
  }
}
