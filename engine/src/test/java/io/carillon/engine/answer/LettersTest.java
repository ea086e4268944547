package io.carillon.engine.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Letter;
import io.carillon.model.Message;
import io.carillon.model.port.Herald.Finding;
import io.carillon.model.port.Mail;
import io.carillon.model.port.Mail.Handing;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LettersTest {
  private static final Message TOLD = new Samples(1).message();

  private final MemoryMeters meters = new MemoryMeters();
  private final List<String> handed = new ArrayList<>();

  private static Letter letter(String subject) {
    return new Letter(
        "ann@shop.example", List.of("bob@home.example"), List.of(), List.of(), subject, "text");
  }

  private static List<Letter> letters(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> letter("subject " + i)).toList();
  }

  private Letters over(Mail mail) {
    return new Letters(
        (letter, name) -> {
          handed.add(name.substring(name.indexOf('.')) + " " + letter.subject());
          return mail.hand(letter, name);
        },
        meters);
  }

  @Test
  void eachIsHandedOverInItsOrder() throws Exception {
    var came = over((_, _) -> new Handing.Given()).hand(TOLD, letters(2));

    assertThat(handed).containsExactly(".1 subject 1", ".2 subject 2");
    assertThat(came.later()).isEmpty();
    assertThat(came.findings())
        .containsExactly(
            new Finding("", "e-mail 1 of the answer is at the relay"),
            new Finding("", "e-mail 2 of the answer is at the relay"));
    assertThat(meters.counted("notices.letters", "outcome", "given")).isEqualTo(2);
  }

  @Test
  void whatTheRelayHasIsNotHandedOverAgainWithTheRest() throws Exception {
    var answers =
        new ArrayList<Handing>(
            List.of(new Handing.Given(), new Handing.Later("451"), new Handing.Given()));
    var letters = over((_, _) -> answers.removeFirst());

    var first = letters.hand(TOLD, letters(2));
    var second = letters.hand(TOLD, letters(2));

    assertThat(first.later()).contains("451");
    assertThat(second.later()).isEmpty();
    assertThat(handed).containsExactly(".1 subject 1", ".2 subject 2", ".2 subject 2");
    assertThat(meters.counted("notices.letters", "outcome", "given")).isEqualTo(2);
    assertThat(meters.counted("notices.letters", "outcome", "delayed")).isEqualTo(1);
  }

  @Test
  void whatIsRefusedForGoodIsSaidAndTheRestGoes() throws Exception {
    var answers = new ArrayList<Handing>(List.of(new Handing.Refused("550"), new Handing.Given()));

    var came = over((_, _) -> answers.removeFirst()).hand(TOLD, letters(2));

    assertThat(came.findings())
        .containsExactly(
            new Finding("rejected", "e-mail 1 of the answer was refused: 550"),
            new Finding("", "e-mail 2 of the answer is at the relay"));
    assertThat(meters.counted("notices.letters", "outcome", "refused")).isEqualTo(1);
  }

  @Test
  void withoutARelayThereIsOneFindingForAll() throws Exception {
    var came = over(Mail.NONE).hand(TOLD, letters(3));

    assertThat(came.findings())
        .containsExactly(new Finding("content_unsupported", "<Email>: there is no mail carrier"));
    assertThat(meters.counted("notices.letters", "outcome", "no_relay")).isEqualTo(3);
  }

  @Test
  void noMoreThanTenAreHandedOver() throws Exception {
    over((_, _) -> new Handing.Given()).hand(TOLD, letters(12));

    assertThat(handed).hasSize(Answering.REPLIES_MAX);
  }
}
