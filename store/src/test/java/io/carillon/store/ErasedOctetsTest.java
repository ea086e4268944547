package io.carillon.store;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.accept;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Address;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent;
import io.carillon.model.Content;
import io.carillon.model.Erasure;
import io.carillon.model.Message;
import io.carillon.model.Message.Parties;
import io.carillon.testkit.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was erased is in no file of the database while the server goes on, bodies in the clear
/// included.
class ErasedOctetsTest {
  private static final String PERSON = "14155550197";
  private static final String WORDS = "Mirabelle";

  @TempDir Path folder;

  private final Samples samples = new Samples(8);

  private StoreSettings.Sqlite settings() {
    var place = KeyPlace.in(folder);
    return new StoreSettings.Sqlite(
        folder, new KeyPlace(place.given(), place.file(), place.isMade(), false));
  }

  private static void write(Store store, Write... writes) throws InterruptedException {
    store.commits().write(inside(writes));
  }

  /// Rows that grow on their way, among those of others, so that pages are split.
  private List<Message> delivered(Store store, int count) throws InterruptedException {
    var found = new ArrayList<Message>();
    for (int i = 0; i < count; i++) {
      boolean meant = i % 7 == 0;
      var sample = samples.message(new Content.Text(meant ? WORDS + " " + i : "Others " + i));
      var ends = sample.parties();
      var to = Address.phone("+" + (meant ? PERSON : "4915155500" + (100 + i)));
      var message =
          new Message(
              sample.id(),
              new Parties(ACCOUNT, ends.direction(), ends.channel(), ends.from(), to),
              sample.content(),
              sample.terms(),
              sample.bill(),
              sample.origin(),
              sample.state());
      store.commits().write(accept(message));
      var claimed = Samples.claimed(message, 1, START);
      write(store, new Write.Changed(message, claimed));
      var sent = Samples.sent(claimed, START, "far-" + i);
      write(store, new Write.Changed(claimed, sent));
      var last = Samples.delivered(sent, START);
      write(store, new Write.Changed(sent, last));
      if (meant) {
        found.add(last);
      }
    }
    return found;
  }

  private static boolean erased(Store store, Erasure order, List<Message> messages, Instant at)
      throws InterruptedException {
    var erasures = store.erasures();
    erasures.intend(order.id(), messages.stream().map(Message::id).toList());
    for (var message : messages) {
      var bare = message.without(order.people());
      write(store, new Write.Changed(message, Samples.changed(bare, bare.state())));
    }
    erasures.count(order.id(), Map.of("message", (long) messages.size()));
    erasures.blot(order.people().getFirst(), Set.of(ACCOUNT));
    return erasures.finish(order.id(), Set.of(Samples.ACCOUNT), at, 0);
  }

  private Erasure ordered(Store store) throws InterruptedException {
    var people = List.of(Address.phone("+" + PERSON));
    var order = Erasure.ordered(samples.id().value(), ACCOUNT, "Request 1", START, people);
    write(store, new Write.Enrolled(new Entry.OfErasure(order), Samples.OCCASION));
    return order;
  }

  private List<String> holding(String octets) throws IOException {
    var found = new ArrayList<String>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(octets)) {
          found.add(String.valueOf(file.getFileName()));
        }
      }
    }
    return found;
  }

  @Test
  void noFileOfTheDatabaseHoldsThePersonOrTheWordsWhileTheServerGoesOn() throws Exception {
    try (var store = Store.open(settings(), _ -> {})) {
      var messages = delivered(store, 300);
      var proof = Consent.Proof.written("STOP " + WORDS, "msg_1");
      var person = Address.phone("+" + PERSON);
      var reach = Consent.Reach.ACCOUNT;
      var stop = new Consent(ACCOUNT, reach, person, Consent.Action.REVOKE, START, proof);
      write(store, new Write.Consented(stop, true));
      assertThat(holding(PERSON)).contains("carillon.db-wal");
      assertThat(holding(WORDS)).contains("carillon.db-wal");

      assertThat(erased(store, ordered(store), messages, START)).isTrue();

      assertThat(holding(PERSON)).isEmpty();
      assertThat(holding(WORDS)).isEmpty();
      assertThat(holding("4915155500101")).isNotEmpty();
    }
  }

  @Test
  void anOrderWaitsForABackupThatStillReadsThePerson() throws Exception {
    try (var store = Store.open(settings(), _ -> {})) {
      var messages = delivered(store, 1);
      var order = ordered(store);
      try (var snapshot = Sqlite.in(folder).snapshot()) {
        assertThat(Migrations.version(snapshot)).isEqualTo(Migrations.NEWEST);
        assertThat(erased(store, order, messages, START)).isFalse();
        assertThat(store.erasures().certificate(order.id())).isEmpty();
      }

      assertThat(store.erasures().finish(order.id(), Set.of(Samples.ACCOUNT), START, 0)).isTrue();

      assertThat(store.erasures().certificate(order.id())).isPresent();
      assertThat(holding(PERSON)).isEmpty();
    }
  }
}
