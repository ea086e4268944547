package io.carillon.engine.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.Rig;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Id;
import io.carillon.model.Inbox;
import io.carillon.model.Inbox.Hook;
import io.carillon.model.Message;
import io.carillon.model.Report.Arrived;
import io.carillon.model.Sender;
import io.carillon.model.Status;
import io.carillon.model.Wait;
import io.carillon.model.port.Herald.Telling;
import io.carillon.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final Address PERSON = Address.phone("+491098765432");
  private static final Address OURS = Address.phone("+14155552671");

  private final Rig rig = new Rig();
  private final List<Commit> written = new ArrayList<>();

  private static Arrived arrived(Address to) {
    return new Arrived(Channel.SMS, PERSON, to, new Content.Text("hello"));
  }

  private Optional<Boolean> arrives(Address to) {
    rig.store.journal(written::add);
    var kept = rig.carrier.report(arrived(to));
    rig.tasks.settle();
    return kept.synced();
  }

  private Message arrival() {
    return ((Write.Added) written.getFirst().writes().getFirst()).message();
  }

  @Test
  void keepsAMessageUnderTheAccountThatOwnsTheSender() {
    assertThat(arrives(OURS)).contains(true);

    var message = rig.kept(arrival());
    assertThat(message.parties())
        .isEqualTo(
            new Message.Parties(Samples.ACCOUNT, Direction.INBOUND, Channel.SMS, PERSON, OURS));
    assertThat(message.content()).isEqualTo(new Content.Text("hello"));
    assertThat(message.status()).isEqualTo(Status.RECEIVED);
    assertThat(message.state().facts().carrier()).isEqualTo("smsc");
    assertThat(message.state().work().waitsFor()).isEqualTo(Wait.NOTHING);
    assertThat(rig.meters.counted("messages.received")).isEqualTo(1);
  }

  @Test
  void ofSeveralOwnersOfAShortCodeTheOldestGetsIt() {
    var code = new Address(Address.Kind.SHORT_CODE, "12345");
    var other = new AccountId(new Id(7, 7));
    for (var owner : List.of(other, Samples.ACCOUNT)) {
      rig.write(
          new Write.Enrolled(new Entry.OfSender(new Sender(owner, code, "")), Samples.OCCASION));
    }

    arrives(code);

    assertThat(arrival().account()).isEqualTo(other);
  }

  @Test
  void nobodyIsToldWhereNobodyAsked() {
    arrives(OURS);

    assertThat(written.getFirst().writes())
        .hasExactlyElementsOfTypes(Write.Added.class, Write.Counted.class);
    assertThat(arrival().origin().place()).isEqualTo(Message.Place.NONE);
    assertThat(arrival().terms().callback()).isEmpty();
  }

  @Test
  void owesTheNoticeInTheCommitThatKeepsTheMessage() {
    rig.herald.inbox("https://example.com/in");
    rig.herald.endpoint(_ -> new Telling.NotNow(500, "HTTP 500", Optional.empty()));

    arrives(OURS);

    var owed =
        written.getFirst().writes().stream()
            .filter(Write.Owed.class::isInstance)
            .map(write -> ((Write.Owed) write).notice())
            .findFirst()
            .orElseThrow();
    assertThat(owed.message()).isEqualTo(arrival().id());
    assertThat(owed.dialect()).isEqualTo(rig.herald.dialect());
    assertThat(owed.destination()).isEqualTo("https://example.com/in");
    assertThat(owed.change().status()).isEqualTo(Status.RECEIVED);
    assertThat(rig.kept(arrival()).terms().callback())
        .contains(new Callback("https://example.com/in", Set.of(Status.RECEIVED)));
    assertThat(rig.herald.tried()).hasSize(1);
  }

  @Test
  void keepsWithTheMessageHowItIsToBeTold() {
    var inbox =
        new Inbox(
            "long",
            new Hook("https://example.com/in", true),
            Optional.of(Hook.posted("https://example.org/in")),
            Map.of("pool", "7"));
    rig.herald.inbox(inbox);

    arrives(OURS);

    assertThat(Inbox.of(rig.kept(arrival()))).contains(inbox);
  }

  @Test
  void answersTheFarEndOnlyOnceItIsSynced() {
    var kept = rig.carrier.report(arrived(OURS));
    assertThat(kept.synced()).isEmpty();

    rig.store.step();

    assertThat(kept.synced()).contains(true);
  }

  @Test
  void letsTheFarEndBringItAgainWhereTheStoreFails() {
    rig.store.breakNext(1);

    assertThat(arrives(OURS)).contains(false);

    assertThat(written).isEmpty();
    assertThat(rig.meters.counted("messages.received")).isZero();
    assertThat(arrives(OURS)).contains(true);
  }

  @Test
  void takesWhatNobodyOwnsOffTheFarEndsHandsAndCountsIt() {
    assertThat(arrives(Address.phone("+14155550000"))).contains(true);

    assertThat(written.getFirst().writes()).hasOnlyElementsOfType(Write.Fragmented.class);
    assertThat(rig.meters.counted("messages.ownerless")).isEqualTo(1);
  }

  @Test
  void costsNothingAndSendsNothing() {
    arrives(OURS);

    assertThat(arrival().bill().price().micros()).isZero();
    assertThat(rig.store.accounts().balance(Samples.ACCOUNT)).contains(Samples.usd(1_000_000));
    assertThat(rig.carrier.sent()).isEmpty();
  }
}
