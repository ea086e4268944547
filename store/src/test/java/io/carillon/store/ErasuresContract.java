package io.carillon.store;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.accept;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent;
import io.carillon.model.Content;
import io.carillon.model.Conversation;
import io.carillon.model.Direction;
import io.carillon.model.Erasure;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.Message.Revision;
import io.carillon.model.Print;
import io.carillon.model.Touch;
import io.carillon.model.port.Audits;
import io.carillon.model.port.Erasures;
import io.carillon.model.port.History;
import io.carillon.model.port.Prints;
import io.carillon.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What holds of orders to erase people, whatever the tables are kept in.
interface ErasuresContract {
  Store store();

  StoreSettings settings();

  /// The same store in its next life.
  Store reopened();

  private void write(Commit commit) throws InterruptedException {
    assertThat(store().commits().write(commit)).isInstanceOf(Commit.Result.Done.class);
  }

  private Erasure ordered(Samples samples, Address... people) throws InterruptedException {
    var order = Erasure.ordered(samples.id().value(), ACCOUNT, "Request 1", START, List.of(people));
    write(inside(new Write.Enrolled(new Entry.OfErasure(order), Samples.OCCASION)));
    return order;
  }

  private Message kept(Samples samples) throws InterruptedException {
    var message = samples.message(new Content.Text("secret words"));
    write(accept(message));
    return message;
  }

  private Message erased(Message message) throws InterruptedException {
    var bare = message.without(List.of(message.parties().to()));
    var after = bare.with(bare.state().with(new Revision(message.state().rev() + 1, 0)));
    write(inside(new Write.Changed(message, after)));
    return after;
  }

  private static Write printed(Id whose) {
    return new Write.Printed(new Print(whose, 1, new Id(1, 1), START));
  }

  @Test
  default void anOrderIsKeptSealedAndReadAgainInTheNextLife() throws Exception {
    var person = Address.phone("+14155550199");
    var other = Address.phone("+14155550198");
    var order = ordered(new Samples(1), person, other);

    var known = reopened().erasures().find(order.id()).orElseThrow();

    assertThat(known.people()).containsExactly(person, other);
    assertThat(known.marks()).hasSize(2).doesNotHaveDuplicates().allMatch(it -> it.length() == 32);
    assertThat(known.reason()).isEqualTo("Request 1");
    assertThat(store().erasures().open(10)).extracting(Erasures.Open::erasure).contains(known);
    assertThat(everything()).doesNotContain("4155550199");
    var lines = new Audits.Filter(ACCOUNT, "erasure", "", History.Period.ANY);
    var line = store().audits().page(lines, false, OptionalLong.empty(), 1).lines().getFirst();
    assertThat(line.after()).isEqualTo(Map.of("reason", "Request 1", "addresses", "2"));
  }

  /// Every row of every table as text, octets in hexadecimal digits beside.
  private String everything() throws Exception {
    var all = new StringBuilder();
    try (var reader = Dialect.of(settings()).reader()) {
      for (var table : Table.all(reader)) {
        try (var statement = reader.createStatement();
            var rows = statement.executeQuery(table.select())) {
          while (rows.next()) {
            for (int i = 1; i <= table.fields().size(); i++) {
              var octets = rows.getBytes(i);
              all.append(rows.getString(i)).append(' ');
              all.append(octets == null ? "" : new String(octets, StandardCharsets.ISO_8859_1));
              all.append('\n');
            }
          }
        }
      }
    }
    return all.toString();
  }

  @Test
  default void aMessageKeepsWhatNamesNobodyAndIsInNoList() throws Exception {
    var samples = new Samples(2);
    var message = kept(samples);
    var stays = kept(samples);
    write(inside(printed(message.id().value()), printed(stays.id().value())));

    var after = erased(message);

    assertThat(store().prints().after(Prints.Place.FIRST, 9))
        .extracting(Print::whose)
        .containsExactly(stays.id().value());
    assertThat(store().messages().find(message.id())).contains(after);
    assertThat(after.parties().to()).isEqualTo(Address.ERASED);
    assertThat(after.bill()).isEqualTo(message.bill());
    assertThat(after.content()).isEqualTo(new Content.Text(""));
    var page =
        store()
            .history()
            .page(
                History.Filter.of(ACCOUNT),
                History.Order.NEWEST,
                History.Start.FIRST,
                History.PAGE_MAX);
    assertThat(page.messages()).extracting(Message::id).containsExactly(stays.id());
    assertThat(reopened().history().count(History.Filter.of(ACCOUNT)).messages()).isOne();
  }

  @Test
  default void nothingStaysOfMedia() throws Exception {
    var samples = new Samples(21);
    var item = new Content.Item("https://media.example/m.jpg", "", "");
    var message = samples.message(new Content.Media("look", List.of(item)));
    write(accept(message));

    var after = erased(message);

    assertThat(store().messages().find(message.id()).orElseThrow().content())
        .isEqualTo(new Content.Text(""));
    assertThat(after.content()).isEqualTo(new Content.Text(""));
  }

  @Test
  default void theEndsOfAllMessagesAreReadInSteps() throws Exception {
    var samples = new Samples(3);
    var first = kept(samples);
    var second = kept(samples);
    var erasures = store().erasures();

    var step = erasures.after(new Id(0, 0), 1);

    assertThat(step).extracting(Erasures.Ends::id).containsExactly(first.id());
    assertThat(step.getFirst().to()).isEqualTo(first.parties().to());
    assertThat(erasures.after(first.id().value(), 9))
        .extracting(Erasures.Ends::id)
        .containsExactly(second.id());
  }

  @Test
  default void whatWasArchivedIsFoundByItsPerson() throws Exception {
    var samples = new Samples(4);
    var message = samples.message(new Content.Text("secret words"));
    write(accept(message));
    var ended =
        Samples.delivered(Samples.sent(Samples.claimed(message, 1, START), START, "f"), START);
    var last = ended.with(ended.state().with(new Revision(1, 0)));
    write(inside(new Write.Changed(message, last)));
    assertThat(store().retainAll(ArchiveContract.MONTH, ArchiveContract.LATER).messages()).isOne();
    var found = new ArrayList<Erasures.Ends>();
    var person = message.parties().to();

    assertThat(store().erasures().archived(Set.of(person), found::add)).isZero();
    assertThat(store().erasures().archived(Set.of(Address.phone("+4917")), found::add)).isZero();

    assertThat(found).extracting(Erasures.Ends::id).containsExactly(message.id());
  }

  @Test
  default void aStopHoldsWithoutThePersonWhoSaidIt() throws Exception {
    var person = Address.phone("+14155550197");
    var proof = Consent.Proof.written("STOP", "msg_1");
    var stop =
        new Consent(ACCOUNT, Consent.Reach.ACCOUNT, person, Consent.Action.REVOKE, START, proof);
    var until = START.plusSeconds(86_400);
    var touch = new Touch(new Samples(9).id(), ACCOUNT, person, "+4930", START, until);
    var fragment = Samples.fragment(new Samples(8).id().value(), person, 1, 2, START);
    write(
        inside(
            new Write.Consented(stop, true),
            new Write.Touched(touch),
            printed(fragment.series()),
            new Write.Fragmented(fragment)));
    var party = new Conversation.Party(ACCOUNT, Consent.Reach.of(Address.phone("+4930")));
    var at = new Samples(9).id();
    write(
        inside(
            new Write.Threaded(
                new Conversation.Line(party, person, at, Channel.SMS, Direction.INBOUND, START))));

    var rows = store().erasures().blot(person, Set.of(ACCOUNT));

    assertThat(rows)
        .containsEntry("consent", 1L)
        .containsEntry("touch", 1L)
        .containsEntry("conversation", 1L)
        .containsEntry("half", 0L)
        .containsEntry("fragment", 1L);
    assertThat(store().prints().after(Prints.Place.FIRST, 9)).isEmpty();
    assertThat(store().erasures().blot(person, Set.of(ACCOUNT))).containsEntry("consent", 0L);
    assertThat(store().consents().stopped(ACCOUNT, person)).containsExactly(Consent.Reach.ACCOUNT);
    assertThat(store().consents().after(ACCOUNT, 0, 10)).isEmpty();
    assertThat(everything()).doesNotContain("4155550197");
    assertThat(Checkup.of(settings(), _ -> {})).allMatch(Checkup.Finding::isWell);
  }

  @Test
  default void whatIsIntendedIsNotForgottenUntilItIsCounted() throws Exception {
    var samples = new Samples(5);
    var order = ordered(samples, Address.phone("+14155550196"));
    var id = samples.id();
    store().erasures().intend(order.id(), List.of(id));

    var open = reopened().erasures().open(1).getFirst();
    assertThat(open.pending()).containsExactly(id);
    store().erasures().count(order.id(), Map.of("message", 1L));
    store().erasures().count(order.id(), Map.of("message", 2L, "consent", 1L));

    var counted = store().erasures().open(1).getFirst();
    assertThat(counted.pending()).isEmpty();
    assertThat(counted.erasure().progress().erased())
        .isEqualTo(Map.of("message", 3L, "consent", 1L));
  }

  @Test
  default void theCertificateNamesNobodyAndIsSigned() throws Exception {
    var order = ordered(new Samples(6), Address.phone("+14155550195"));
    store().erasures().count(order.id(), Map.of("message", 7L));
    assertThat(store().erasures().certificate(order.id())).isEmpty();

    store().erasures().finish(order.id(), Set.of(ACCOUNT), START.plusSeconds(9), 0);

    var done = reopened().erasures().find(order.id()).orElseThrow();
    assertThat(done.people()).isEmpty();
    assertThat(done.progress().finished()).contains(START.plusSeconds(9));
    assertThat(store().erasures().open(10)).isEmpty();
    assertThat(store().erasures().page(ACCOUNT, Optional.empty(), 10)).containsExactly(done);
    assertThat(store().erasures().page(ACCOUNT, Optional.of(done.id()), 10)).isEmpty();
    var certificate = store().erasures().certificate(order.id()).orElseThrow();
    assertThat(certificate.text())
        .contains("\"message\":7", done.marks().getFirst(), "Request 1")
        .doesNotContain("4155550195");
    var octets = certificate.text().getBytes(StandardCharsets.UTF_8);
    assertThat(isSigned(octets, certificate.signature().octets())).isTrue();
    octets[octets.length - 5] ^= 1;
    assertThat(isSigned(octets, certificate.signature().octets())).isFalse();
  }

  private boolean isSigned(byte[] octets, byte[] signature) throws Exception {
    var key = new X509EncodedKeySpec(store().erasures().publicKey());
    var check = Signature.getInstance("Ed25519");
    check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(key));
    check.update(octets);
    return check.verify(signature);
  }
}
