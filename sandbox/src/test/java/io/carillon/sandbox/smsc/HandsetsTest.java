package io.carillon.sandbox.smsc;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.sandbox.smsc.Kept.Ends;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Udh;
import io.carillon.wire.text.Udh.Concat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandsetsTest {
  private static final String PERSON = "14155551234";

  private final Handsets handsets = new Handsets();
  private long id;

  private Taken taken(SmppAddress from, String to, String text, Concat concat, int reference) {
    var body = Octets.of(text.getBytes(StandardCharsets.US_ASCII));
    var ends = new Ends(from, SmppAddress.international(to));
    return new Taken(
        ++id,
        id,
        ends,
        new Taken.Terms(1, reference),
        new Taken.Piece(0, Udh.NOTHING, body, concat));
  }

  private Taken part(int reference, int total, int number, String text) {
    return taken(
        Esme.SENDER, PERSON, text, new Concat(reference, total, number), 100 * reference + number);
  }

  private void receive(Taken... batch) {
    handsets.receive(List.of(batch));
  }

  private List<String> texts(String person) {
    return handsets.of(person, 100).stream().map(Handsets.Received::text).toList();
  }

  @Test
  void partsMakeATextInWhateverOrderTheyCome() {
    receive(part(1, 3, 3, "c"), part(1, 3, 1, "a"), part(1, 3, 2, "b"));

    assertThat(handsets.of(PERSON, 100))
        .singleElement()
        .satisfies(shown -> {
          assertThat(shown.text()).isEqualTo("abc");
          assertThat(shown.segments()).isEqualTo(3);
          assertThat(shown.at()).isEqualTo(id);
        });
  }

  @Test
  void aPartThatComesTwiceMakesNoSecondText() {
    receive(part(1, 2, 1, "a"), part(1, 2, 1, "a"), part(1, 2, 2, "b"), part(1, 2, 2, "b"));

    assertThat(texts(PERSON)).containsExactly("ab");
  }

  @Test
  void anotherTextMayHaveTheSameReference() {
    receive(part(1, 2, 1, "a"), part(1, 2, 2, "b"));
    receive(part(1, 2, 1, "c"), part(1, 2, 2, "d"));

    assertThat(texts(PERSON)).containsExactly("cd", "ab");
  }

  @Test
  void partsOfOtherPeopleDoNotMix() {
    var other = "14155555678";
    receive(
        part(1, 2, 1, "a"),
        taken(Esme.SENDER, other, "x", new Concat(1, 2, 1), 1),
        taken(Esme.SENDER, other, "y", new Concat(1, 2, 2), 2));

    assertThat(texts(other)).containsExactly("xy");
    assertThat(texts(PERSON)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 14155552671, +14155552671",
    "3, 0, 12345, 12345",
    "5, 0, MyCompany, MyCompany"
  })
  void theSenderIsShownAsAPersonSeesIt(int ton, int npi, String value, String shown) {
    receive(taken(new SmppAddress(ton, npi, value), PERSON, "x", Taken.Piece.WHOLE, 1));

    assertThat(handsets.of(PERSON, 1).getFirst().from()).isEqualTo(shown);
  }

  @Test
  void theNewestComeFirstAndOnlySoMany() {
    for (int i = 0; i < 5; i++) {
      receive(taken(Esme.SENDER, PERSON, "n" + i, Taken.Piece.WHOLE, i));
    }

    assertThat(handsets.of(PERSON, 2))
        .extracting(Handsets.Received::text)
        .containsExactly("n4", "n3");
  }

  @Test
  void theOldestOfAllIsForgotten() {
    receive(taken(Esme.SENDER, PERSON, "old", Taken.Piece.WHOLE, 1));
    var batch = new ArrayList<Taken>();
    for (int i = 0; i < Handsets.MESSAGES_MAX; i++) {
      batch.add(taken(Esme.SENDER, "1415555" + (2_000 + i % 50), "n", Taken.Piece.WHOLE, i));
    }
    handsets.receive(batch);

    assertThat(texts(PERSON)).isEmpty();
    assertThat(handsets.of("14155552000", 1_000)).hasSize(400);
  }

  @Test
  void halfTextsAreBounded() {
    receive(part(1, 2, 1, "a"));
    for (int i = 0; i < 10_010; i++) {
      var person = "1416" + (1_000_000 + i);
      receive(taken(Esme.SENDER, person, "x", new Concat(1, 2, 1), 1));
    }
    receive(part(1, 2, 2, "b"));

    assertThat(texts(PERSON)).isEmpty();
  }
}
