package io.carillon.front.restcomm;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.front.markup.Link;
import io.carillon.front.markup.MarkupReader;
import io.carillon.front.markup.Reading;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Letter;
import io.carillon.model.Message.Place;
import io.carillon.model.Reply;
import io.carillon.model.port.Herald.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RcmlTest {
  private static final String PERSON = "+14155550123";
  private static final String NUMBER = "+14155552671";
  private static final Link HERE = Link.to("https://example.com/a/in?x=1", false);

  private final House house = new House();

  private Reading read(String verbs) {
    var document = ("<Response>" + verbs + "</Response>").getBytes(StandardCharsets.UTF_8);
    var read = (MarkupReader.Read.Good) MarkupReader.read(document, Optional.empty());
    var message = house.arrive(PERSON, NUMBER, new Content.Text("Hello"));
    return new Rcml(message, url -> Optional.of("no").filter(_ -> url.contains("private")))
        .read(read.root(), HERE);
  }

  @Test
  void anSmsGoesBackToWhoWrote() {
    var reading = read("<Sms>Hello &amp; welcome</Sms><Sms to='+14155550199'>two</Sms>");

    assertThat(reading.findings()).isEmpty();
    assertThat(reading.next()).isEmpty();
    var reply = reading.replies().getFirst();
    assertThat(reply.ends()).isEqualTo(new Reply.Ends(Channel.SMS, NUMBER, PERSON));
    assertThat(reply.content()).isEqualTo(new Content.Text("Hello & welcome"));
    assertThat(reply.place()).isEqualTo(Place.of("restcomm", "sms reply"));
    assertThat(reading.replies().getLast().ends().to()).isEqualTo("+14155550199");
  }

  @Test
  void theActionOfAnSmsGoesOnAtOnceAndReplacesTheRest() {
    var reading = read("<Sms action='../next' method='GET'>one</Sms><Sms>never</Sms>");

    assertThat(reading.replies()).hasSize(1);
    assertThat(reading.next())
        .contains(new Link("https://example.com/next", true, Map.of("SmsStatus", "sending")));
  }

  @Test
  void aMessageNamesChannelsMediaAndCallback() {
    var reading =
        read(
            "<Message to='sms:+14155550199' statusCallback='/done' statusCallbackMethod='GET'>"
                + "<Body>look</Body><Media>b.png</Media></Message>");

    var reply = reading.replies().getFirst();
    assertThat(reply.ends()).isEqualTo(new Reply.Ends(Channel.MMS, NUMBER, "+14155550199"));
    assertThat(reply.content())
        .isEqualTo(
            new Content.Media(
                "look", List.of(new Content.Item("https://example.com/a/b.png", "", ""))));
    assertThat(reply.place().form()).isEqualTo("channels reply");
    assertThat(reply.callback().orElseThrow().url()).isEqualTo("https://example.com/done");
    assertThat(new String(reply.keepsake().octets(), StandardCharsets.US_ASCII))
        .isEqualTo("method=GET");
  }

  @Test
  void anEmailIsALetterAndTheRestIsDone() {
    var reading =
        read(
            "<Email from='a@b.c' to='d@e.f, g@h.i' cc='j@k.l' bcc='m@n.o' subject='Two&#10; lines'>"
                + " Hi &amp; bye </Email><Email from='a@b.c' to='d@e.f'>x</Email><Sms>still</Sms>");

    assertThat(reading.findings()).isEmpty();
    assertThat(reading.letters())
        .containsExactly(
            new Letter(
                "a@b.c",
                List.of("d@e.f", "g@h.i"),
                List.of("j@k.l"),
                List.of("m@n.o"),
                "Two lines",
                "Hi & bye"),
            new Letter(
                "a@b.c", List.of("d@e.f"), List.of(), List.of(), "Restcomm Email Service", "x"));
    assertThat(reading.replies()).hasSize(1);
  }

  @Test
  void aSubjectIsCutAt160() {
    var reading =
        read("<Email from='a@b.c' to='d@e.f' subject='" + "s".repeat(200) + "'>x</Email>");

    assertThat(reading.letters().getFirst().subject()).isEqualTo("s".repeat(160));
  }

  @ParameterizedTest
  @CsvSource({
    "<Sms to='smoke:1'>a</Sms>, 14101",
    "<Sms from='whatsapp:+1'>a</Sms>, 14102",
    "<Sms/>, 14103",
    "<Message><Body>a</Body><Body>b</Body></Message>, 14103",
    "<Sms method='PUT'>a</Sms>, 14104",
    "<Sms action='ftp://x/'>a</Sms>, 11100",
    "<Sms statusCallback='/private'>a</Sms>, 11100",
    "<Redirect method='PUT'>/x</Redirect>, 13710",
    "<Redirect>ftp://x/</Redirect>, 11100",
    "<Email from='a@b.c'>a</Email>, 14101",
    "<Email from='a@b.c' to='nobody'>a</Email>, 14101",
    "<Email from='a@b.c' to='d@e.f' cc='a@b.c b@c.d'>a</Email>, 14101",
    "<Email to='d@e.f'>a</Email>, 14102",
    "<Email from='Ann &lt;a@b.c&gt;' to='d@e.f'>a</Email>, 14102",
    "<Email from='a@b.c' to='d@e.f'> </Email>, 14103",
    "<Say>a</Say>, 14110"
  })
  void whatCannotBeDoneHasItsNumber(String verb, String code) {
    var reading = read(verb);

    assertThat(reading.findings()).extracting(Finding::code).containsExactly(code);
    assertThat(reading.replies()).isEmpty();
    assertThat(reading.next()).isEmpty();
  }

  @Test
  void tenMessagesAreEnough() {
    var reading = read("<Sms>a</Sms>".repeat(12));

    assertThat(reading.replies()).hasSize(10);
    assertThat(reading.findings()).hasSize(1);
  }

  @Test
  void nothingBehindARedirectIsRead() {
    var reading = read("<Redirect>/next</Redirect><Sms>never</Sms>");

    assertThat(reading.replies()).isEmpty();
    assertThat(reading.next()).contains(Link.to("https://example.com/next", false));
  }
}
