package io.carillon.engine.accept;

import static io.carillon.engine.accept.Drafts.ACCOUNT;
import static io.carillon.engine.accept.Drafts.between;
import static io.carillon.engine.accept.Drafts.ends;
import static io.carillon.engine.accept.Drafts.text;
import static io.carillon.engine.accept.Drafts.wishes;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.accept.Drafting.Draft;
import io.carillon.engine.accept.Submission.Source;
import io.carillon.model.Account;
import io.carillon.model.Account.Standing;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Directory;
import io.carillon.model.Fault;
import io.carillon.model.Id;
import io.carillon.model.Keepsake;
import io.carillon.model.Message.Place;
import io.carillon.model.Sender;
import io.carillon.testkit.Samples;
import io.carillon.wire.text.WantedEncoding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may send, from what to whom.
class DraftingPartiesTest {
  private final Drafts drafts = new Drafts();

  @ParameterizedTest
  @ValueSource(
      strings = {"+14155552671", "+14155556789", "+491098765432", "+12191112222", "+13031112222"})
  void sendsToTheNumbersOfTheDocuments(String to) {
    assertThat(drafts.passed(between("+14155556789", "", to)).parties().to())
        .isEqualTo(Address.phone(to));
  }

  @ParameterizedTest
  @CsvSource({
    "12345,     1,  SHORT_CODE",
    "98765,     1,  SHORT_CODE",
    "MyCompany, 57, ALPHANUMERIC",
    "Hello8,    57, ALPHANUMERIC",
    "12345,     '', SHORT_CODE"
  })
  void sendsFromTheSendersOfTheDocuments(String from, String callingCode, Address.Kind kind) {
    assertThat(drafts.passed(between(from, callingCode, "+14155552671")).parties().from())
        .isEqualTo(new Address(kind, from));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "14155552671", "+", "+0155552671", "+1415555abcd", "+1234567890123456", "x"})
  void refusesARecipientThatIsNotE164(String to) {
    var no = drafts.refused(between("+14155556789", "", to));

    assertThat(no.fault()).isEqualTo(Fault.RECIPIENT_INVALID);
    assertThat(no.field()).isEqualTo("to");
    assertThat(no.detail()).contains("E.164");
  }

  @Test
  void refusesARecipientOfAnImpossibleLength() {
    assertThat(drafts.refused(between("+14155556789", "", "+1415555267")).fault())
        .isEqualTo(Fault.RECIPIENT_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "12", "123456789", "TwelveLetter", "+1", "!!!", "+MyCompany"})
  void refusesASenderOfNoKnownForm(String from) {
    var no = drafts.refused(between(from, "", "+14155552671"));

    assertThat(no.fault()).isEqualTo(Fault.SENDER_INVALID);
    assertThat(no.field()).isEqualTo("from");
  }

  @ParameterizedTest
  @CsvSource({"+14155550000, ''", "54321, 1", "Other, 57", "12345, 44", "MyCompany, 1"})
  void refusesASenderThatTheAccountDoesNotOwn(String from, String callingCode) {
    assertThat(drafts.refused(between(from, callingCode, "+14155552671")).fault())
        .isEqualTo(Fault.SENDER_NOT_REGISTERED);
  }

  @ParameterizedTest
  @EnumSource(Standing.class)
  void letsOnlyActiveAccountsSend(Standing standing) {
    var account = Samples.account();
    var same =
        new Account(
            account.id(),
            account.name(),
            standing,
            account.created(),
            account.token(),
            account.webhookSecret(),
            Optional.empty());
    var senders = List.of(new Sender(ACCOUNT, Address.phone("+14155556789"), ""));
    var directory = new Directory(2, List.of(same), List.of(), senders, List.of());

    var draft = drafts.draft(text("hello"), directory);

    assertThat(draft instanceof Draft.Passed).isEqualTo(standing == Standing.ACTIVE);
    if (draft instanceof Draft.Failed(_, var no)) {
      assertThat(no.fault()).isEqualTo(Fault.FORBIDDEN);
    }
  }

  @Test
  void refusesAnAccountThatDoesNotExist() {
    var nobody =
        new Submission(
            new Source(
                new AccountId(new Id(0, 9)),
                Place.of("pantheon", ""),
                "req_1",
                "",
                Map.of(),
                Keepsake.NONE),
            Channel.SMS,
            ends("+14155552671"),
            new Content.Text("hello"),
            wishes(WantedEncoding.AUTO),
            Optional.empty());

    assertThat(drafts.refused(nobody).fault()).isEqualTo(Fault.FORBIDDEN);
  }
}
