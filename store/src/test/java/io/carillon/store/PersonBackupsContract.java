package io.carillon.store;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.accept;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent;
import io.carillon.model.Content;
import io.carillon.model.Conversation;
import io.carillon.model.ConversationNote;
import io.carillon.model.Direction;
import io.carillon.model.Erasure;
import io.carillon.model.Half;
import io.carillon.model.Id;
import io.carillon.model.Keepsake;
import io.carillon.model.Learned;
import io.carillon.model.Message;
import io.carillon.model.Message.Work;
import io.carillon.model.Network;
import io.carillon.model.NumberFacts;
import io.carillon.model.Print;
import io.carillon.model.Report;
import io.carillon.model.Touch;
import io.carillon.model.Wait;
import io.carillon.model.port.Conversations;
import io.carillon.model.port.Erasures;
import io.carillon.model.port.Prints;
import io.carillon.model.port.StoreException;
import io.carillon.store.vault.MasterKeys;
import io.carillon.testkit.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Persons in backups, whatever the tables are kept in.
interface PersonBackupsContract {
  Address ADA = Address.phone("+14155550151");
  Address BEN = Address.phone("+14155550152");

  Store store();

  /// The same store in its next life.
  Store reopened();

  StoreSettings settings();

  /// A place of the same kind where no store is.
  StoreSettings elsewhere(String name);

  Path folder();

  private void write(Write... writes) throws InterruptedException {
    assertThat(store().commits().write(inside(writes))).isInstanceOf(Commit.Result.Done.class);
  }

  private Message message(Samples samples, Address to, String words) {
    var some = samples.message(new Content.Text(words));
    var ends = some.parties();
    var origin =
        new Message.Origin(
            some.origin().place(),
            "reference of " + words,
            Map.of("tag", "tag of " + words),
            new Keepsake(words.getBytes(StandardCharsets.UTF_8)),
            some.origin().decision());
    return new Message(
        some.id(),
        new Message.Parties(ACCOUNT, ends.direction(), ends.channel(), ends.from(), to),
        some.content(),
        some.terms(),
        some.bill(),
        origin,
        some.state());
  }

  /// Lets a person stand wherever a person can.
  private void fill(Samples samples, Address person, String words) throws Exception {
    var old = message(samples, person, "old " + words);
    store().commits().write(accept(old));
    var ended = Samples.delivered(Samples.sent(Samples.claimed(old, 1, START), START, "f"), START);
    write(new Write.Changed(old, ended.with(ended.state().with(new Message.Revision(1, 0)))));
    store().retainAll(ArchiveContract.MONTH, ArchiveContract.LATER);
    var young = message(samples, person, "new " + words);
    store().commits().write(accept(young));
    var until = START.plus(Duration.ofDays(7));
    write(new Write.Touched(new Touch(young.id(), ACCOUNT, person, "SHOP", START, until)));
    write(new Write.Printed(new Print(young.id().value(), 1, new Id(1, 1), START)));
    var thread = new Conversation.Party(ACCOUNT, Consent.Reach.of(Address.phone("+4930")));
    write(
        new Write.Threaded(
            new Conversation.Line(
                thread, person, young.id(), Channel.SMS, Direction.INBOUND, START)));
    var filter = Conversations.Filter.of(ACCOUNT).of(person);
    var one = store().conversations().page(filter, Optional.empty(), 1).conversations().getFirst();
    var note =
        new ConversationNote(
            samples.id().value(), ACCOUNT, one.id(), "key key_1", "note on " + words, START, START);
    var noted = one.with(one.tail(), one.care().withNotes(1), START);
    store()
        .commits()
        .write(
            new Commit(
                Commit.Urgency.ACCEPT,
                List.of(Commit.Guard.AsRead.of(one)),
                List.of(new Write.Tended(noted), new Write.Annotated(note))));
    var proof = Consent.Proof.written("STOP " + words, "msg_1");
    var reach = Consent.Reach.ACCOUNT;
    write(
        new Write.Consented(
            new Consent(ACCOUNT, reach, person, Consent.Action.REVOKE, START, proof), true));
    var verdict = Report.Verdict.DELIVERED;
    var receipt = new Report.Receipt("far-9", 0, Address.phone("+4930"), person, verdict, "", "");
    write(new Write.Parked(new Half("smsc", receipt, START)));
    write(new Write.Fragmented(Samples.fragment(samples.id().value(), person, 1, 2, START)));
    var mark = store().networks().marks().of(person);
    var network = new Network("310", "410", "Some");
    store().networks().keep(List.of(new Learned(mark, network, NumberFacts.Source.RECEIPT, START)));
  }

  private Erasure ordered(Samples samples, Address person) throws InterruptedException {
    var people = List.of(person);
    var order = Erasure.ordered(samples.id().value(), ACCOUNT, "Request 1", START, people);
    write(new Write.Enrolled(new Entry.OfErasure(order), Samples.OCCASION));
    return order;
  }

  private void filled(Samples samples) throws Exception {
    write(new Write.Enrolled(new Entry.OfAccount(Samples.account()), Samples.OCCASION));
    fill(samples, ADA, "words of ada");
    fill(samples, BEN, "words of ben");
  }

  private static List<String> told(StoreSettings settings, Address person) {
    var out = new ByteArrayOutputStream();
    PersonExport.of(settings, person, Optional.of(ACCOUNT), out);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static List<String> kinds(List<String> lines) {
    return lines.stream().map(line -> line.split("\"", 5)[3]).distinct().toList();
  }

  private Path backup() {
    return backup("backup.db");
  }

  private Path backup(String name) {
    var file = folder().resolve(name);
    Backup.of(settings(), file, (_, _, _) -> {});
    return file;
  }

  private StoreSettings restored(Path file) throws Exception {
    var to = elsewhere("restored");
    Opened.carryKeys(settings(), to);
    Restoring.of(file, to, false, (_, _) -> {});
    return to;
  }

  /// Carries an order out as the engine does.
  private void erase(Samples samples, Address person) throws Exception {
    var order = ordered(samples, person);
    var erasures = store().erasures();
    var found = new ArrayList<>(erasures.after(new Id(0, 0), Erasures.ROWS_MAX));
    erasures.archived(Set.of(person), found::add);
    for (var ends : found) {
      if (ends.to().equals(person)) {
        store().messages().recall(ends.id());
        var message = store().messages().find(ends.id()).orElseThrow();
        var bare = message.without(List.of(person));
        var next = new Message.Revision(message.state().rev() + 1, 0);
        write(new Write.Changed(message, bare.with(bare.state().with(next))));
      }
    }
    erasures.blot(person, Set.of(ACCOUNT));
    store().networks().forget(store().networks().marks().of(person));
    assertThat(erasures.finish(order.id(), Set.of(ACCOUNT), START, 0)).isTrue();
  }

  /// All that a store says when it is opened: of every message, archived or not, and of everything
  /// else what stands in the rows.
  private static String opened(StoreSettings settings) throws Exception {
    var all = new ByteArrayOutputStream();
    Export.of(
        settings,
        new Export.Wish(Instant.EPOCH, START.plus(Duration.ofDays(9)), Optional.empty()),
        all,
        _ -> {});
    try (var reader = Dialect.of(settings).reader()) {
      for (var table : Table.all(reader)) {
        try (var statement = reader.createStatement();
            var rows = statement.executeQuery(table.select())) {
          while (rows.next()) {
            for (int i = 1; i <= table.fields().size(); i++) {
              all.writeBytes(Objects.requireNonNullElse(rows.getBytes(i), new byte[0]));
              all.write('\n');
            }
          }
        }
      }
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /// All octets of files and what is packed in them.
  private static String octets(Path file) throws IOException {
    var all = new StringBuilder();
    try (var files = Files.walk(file)) {
      for (var one : files.filter(Files::isRegularFile).toList()) {
        try (var in = Files.newInputStream(one);
            var unpacked = one.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
          all.append(new String(unpacked.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return all.toString();
  }

  @Test
  default void aBackupSaysNothingOfAnybodyAndEverythingComesBackFromIt() throws Exception {
    var samples = new Samples(51);
    filled(samples);
    ordered(samples, BEN);
    var ada = told(settings(), ADA);
    var ben = told(settings(), BEN);
    assertThat(kinds(ada))
        .contains(
            "message",
            "consent",
            "stop",
            "touch",
            "conversation",
            "note",
            "half",
            "fragment",
            "network");

    var file = backup();

    assertThat(octets(file) + octets(ArchiveCopy.beside(file)))
        .doesNotContain("4155550151")
        .doesNotContain("4155550152")
        .doesNotContain("words of");
    var to = restored(file);
    assertThat(told(to, ADA)).isEqualTo(ada);
    assertThat(told(to, BEN)).isEqualTo(ben);
    assertThat(Checkup.of(to, _ -> {})).allMatch(Checkup.Finding::isWell);
    try (var store = Store.open(to, _ -> {})) {
      assertThat(store.erasures().open(9).getFirst().erasure().people()).containsExactly(BEN);
    }
  }

  @Test
  default void aBackupFromBeforeAnErasureGivesThePersonNotBackAndAllOthersWhole() throws Exception {
    var samples = new Samples(52);
    filled(samples);
    var ben = told(settings(), BEN);
    var file = backup();
    var order = ordered(samples, ADA);
    store().erasures().finish(order.id(), Set.of(ACCOUNT), START, 0);

    var to = restored(file);

    assertThat(told(to, BEN)).isEqualTo(ben);
    assertThat(kinds(told(to, ADA))).containsExactly("person", "stop", "end");
    var all = new ArrayList<Message>();
    try (var store = Store.open(to, _ -> {})) {
      for (var ends : store.erasures().after(new Id(0, 0), 9)) {
        all.add(store.messages().find(ends.id()).orElseThrow());
      }
      assertThat(store.prints().after(Prints.Place.FIRST, 9)).hasSize(1);
    }
    assertThat(all).filteredOn(Message::isErased).hasSize(1);
    assertThat(all).filteredOn(message -> message.parties().to().equals(BEN)).hasSize(1);
    assertThat(Checkup.of(to, _ -> {})).allMatch(Checkup.Finding::isWell);
  }

  /// Neither in a backup made before nor in one made after, nor in what is restored from them, nor
  /// in the archive: not in their octets and not in what these say when they are opened.
  @Test
  default void whoWasErasedIsInNoBackupAndNoArchive() throws Exception {
    var samples = new Samples(55);
    filled(samples);
    var before = backup("before.db");

    erase(samples, ADA);

    var after = backup("after.db");
    for (var file : List.of(before, ArchiveCopy.beside(before), after, ArchiveCopy.beside(after))) {
      assertThat(octets(file)).isNotEmpty().doesNotContain("4155550151", "words of ada");
    }
    var archive = new ArchiveFolder(settings().folder()).path();
    assertThat(octets(archive)).contains("\"v\":2").doesNotContain("4155550151", "words of ada");
    assertThat(opened(settings()))
        .contains("4155550152", "old words of ben", "new words of ben")
        .doesNotContain("4155550151", "words of ada");
    for (var file : List.of(before, after)) {
      var to = elsewhere("from " + file.getFileName());
      Opened.carryKeys(settings(), to);
      Restoring.of(file, to, false, (_, _) -> {});
      assertThat(opened(to))
          .contains("4155550152", "old words of ben", "new words of ben")
          .doesNotContain("4155550151", "words of ada");
    }
  }

  private void queued(Samples samples, Address person, Wait wait) throws InterruptedException {
    var message = message(samples, person, "words for " + person.value());
    var far = START.plus(Duration.ofDays(7));
    var work = Work.fresh("smsc", "flow", wait, far);
    write(new Write.Added(message.with(message.state().with(message.state().facts(), work))));
  }

  private static List<Message> all(StoreSettings settings) {
    var all = new ArrayList<Message>();
    try (var store = Store.open(settings, _ -> {})) {
      for (var ends : store.erasures().after(new Id(0, 0), 99)) {
        all.add(store.messages().find(ends.id()).orElseThrow());
      }
    }
    return all;
  }

  /// Whoever is due is ended at the next start; what is on the wire is settled as after a crash.
  @ParameterizedTest
  @EnumSource(
      value = Wait.class,
      names = {"SCHEDULE", "RETRY", "THROTTLE", "QUIET", "CAP", "FREQUENCY", "SUSPENDED"})
  default void whatWaitedForSomebodyWhoWasErasedMeanwhileIsDueAtOnce(Wait wait) throws Exception {
    var samples = new Samples(56);
    write(new Write.Enrolled(new Entry.OfAccount(Samples.account()), Samples.OCCASION));
    queued(samples, ADA, wait);
    queued(samples, BEN, wait);
    var file = backup();
    var order = ordered(samples, ADA);
    store().erasures().finish(order.id(), Set.of(ACCOUNT), START, 0);

    var all = all(restored(file));

    var erased = all.stream().filter(Message::isErased).findFirst().orElseThrow();
    assertThat(erased.content()).isEqualTo(new Content.Text(""));
    assertThat(erased.state().work().waitsFor()).isEqualTo(Wait.TURN);
    assertThat(erased.state().work().due()).contains(erased.state().times().updated());
    assertThat(erased.state().work().lane()).isEqualTo("smsc");
    var other = all.stream().filter(it -> !it.isErased()).findFirst().orElseThrow();
    assertThat(other.parties().to()).isEqualTo(BEN);
    assertThat(other.state().work().waitsFor()).isEqualTo(wait);
    assertThat(other.state().work().due()).contains(START.plus(Duration.ofDays(7)));
  }

  @Test
  default void withoutItsKeysABackupIsNotRestored() throws Exception {
    filled(new Samples(53));
    var file = backup();
    var to = elsewhere("restored");
    Files.createDirectories(to.folder());
    Opened.keyed(to.folder());

    assertThatThrownBy(() -> Restoring.of(file, to, false, (_, _) -> {}))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("with the keys of persons, is missing; bring it back");
    new PersonFile(to.personKeys()).make(MasterKeys.parse(Opened.MASTER_KEY));
    assertThatThrownBy(() -> Restoring.of(file, to, false, (_, _) -> {}))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("name a copy of those with --person-keys FILE");
    assertThat(to.folder().resolve("carillon.db")).doesNotExist();
    Opened.carryKeys(settings(), to);
    Restoring.of(file, to, false, (_, _) -> {});
    assertThat(told(to, ADA)).isEqualTo(told(settings(), ADA));
  }

  @Test
  default void aBackupIsNoStoreByItself() throws Exception {
    filled(new Samples(54));
    var to = new StoreSettings.Sqlite(folder().resolve("raw"));
    var file = backup();
    Opened.carryKeys(settings(), to);
    Files.copy(file, to.folder().resolve("carillon.db"));

    assertThatThrownBy(() -> Store.open(to, _ -> {}))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("it is a backup; ./carillon store restore");
  }
}
