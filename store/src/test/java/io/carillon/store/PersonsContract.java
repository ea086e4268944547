package io.carillon.store;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.accept;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Erasure;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.port.StoreException;
import io.carillon.store.vault.MasterKeys;
import io.carillon.testkit.Samples;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// What holds of the keys of persons, whatever the tables are kept in.
interface PersonsContract {
  Address ADA = Address.phone("+14155550141");
  Address BEN = Address.phone("+14155550142");
  AccountId OTHER = new AccountId(new Id(77, 78));

  Store store();

  /// The same store in its next life.
  Store reopened();

  StoreSettings settings();

  Path folder();

  private void write(Commit commit) throws InterruptedException {
    assertThat(store().commits().write(commit)).isInstanceOf(Commit.Result.Done.class);
  }

  /// A message that leaves with the next round.
  private Message ended(Samples samples, AccountId account, Address to, String words)
      throws InterruptedException {
    var some = samples.message(new Content.Text(words));
    var ends = some.parties();
    var parties = new Message.Parties(account, ends.direction(), ends.channel(), ends.from(), to);
    var first =
        new Message(
            some.id(),
            parties,
            some.content(),
            some.terms(),
            some.bill(),
            some.origin(),
            some.state());
    write(accept(first));
    var last = Samples.delivered(Samples.sent(Samples.claimed(first, 1, START), START, "f"), START);
    write(
        inside(new Write.Changed(first, last.with(last.state().with(new Message.Revision(1, 0))))));
    return store().messages().find(first.id()).orElseThrow();
  }

  private void archive(int messages) throws InterruptedException {
    assertThat(store().retainAll(ArchiveContract.MONTH, ArchiveContract.LATER).messages())
        .isEqualTo(messages);
  }

  /// Ends an order as if nothing of the person had been found: what is archived stays as it was
  /// written, as in a copy that nobody can reach.
  private void erase(Samples samples, Address person) throws InterruptedException {
    var order = Erasure.ordered(samples.id().value(), ACCOUNT, "Request 1", START, List.of(person));
    write(inside(new Write.Enrolled(new Entry.OfErasure(order), Samples.OCCASION)));
    assertThat(store().erasures().finish(order.id(), Set.of(ACCOUNT), START, 0)).isTrue();
  }

  private Message found(Message message) {
    return store().messages().find(message.id()).orElseThrow();
  }

  private String lines() throws Exception {
    try (var files = Files.list(folder().resolve("archive"))) {
      var file = files.filter(it -> it.toString().endsWith(".gz")).findFirst().orElseThrow();
      try (var zip = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
        return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  @Test
  default void noFileOfTheArchiveSaysWhoOrWhat() throws Exception {
    var message = ended(new Samples(41), ACCOUNT, ADA, "secret words");
    archive(1);

    assertThat(lines())
        .contains("\"v\":2", "\"to\":\"erased\"", message.parties().from().value())
        .doesNotContain(ADA.value(), "4155550141", "secret words");
    assertThat(found(message)).isEqualTo(message);
  }

  @Test
  default void aLineWhoseKeyIsDestroyedGivesNobodyBackAndAllOthersAreWhole() throws Exception {
    var samples = new Samples(42);
    var ada = ended(samples, ACCOUNT, ADA, "to Ada");
    var ben = ended(samples, ACCOUNT, BEN, "to Ben");
    var others = ended(samples, OTHER, ADA, "another's to Ada");
    archive(3);

    erase(samples, ADA);

    assertThat(found(ada)).isEqualTo(ada.without(List.of(ADA)));
    assertThat(found(ada).isErased()).isTrue();
    assertThat(found(ben)).isEqualTo(ben);
    assertThat(found(others)).isEqualTo(others);
    reopened();
    assertThat(found(ada)).isEqualTo(ada.without(List.of(ADA)));
    assertThat(found(others)).isEqualTo(others);
    assertThat(Checkup.of(settings(), _ -> {})).allMatch(Checkup.Finding::isWell);
  }

  @Test
  default void whoComesBackIsArchivedAnew() throws Exception {
    var samples = new Samples(43);
    var before = ended(samples, ACCOUNT, ADA, "before");
    archive(1);
    erase(samples, ADA);

    var after = ended(samples, ACCOUNT, ADA, "after");
    archive(1);

    assertThat(found(before).isErased()).isTrue();
    assertThat(found(after)).isEqualTo(after);
  }

  @Test
  default void anOlderCopyOfTheKeysGivesNobodyBack() throws Exception {
    var samples = new Samples(44);
    var ada = ended(samples, ACCOUNT, ADA, "to Ada");
    var ben = ended(samples, ACCOUNT, BEN, "to Ben");
    archive(2);
    var copy = Files.readAllBytes(settings().personKeys());
    erase(samples, ADA);
    erase(samples, Address.phone("+14155550143"));

    store().close();
    Files.write(settings().personKeys(), copy);
    reopened();

    assertThat(found(ada).isErased()).isTrue();
    assertThat(found(ben)).isEqualTo(ben);
    var masters = MasterKeys.parse(Opened.MASTER_KEY);
    assertThat(new PersonFile(settings().personKeys()).read(masters).changes()).isEqualTo(2);
  }

  /// The file is changed before the tables know of it.
  @Test
  default void aKillBetweenTheTwoHasTheErasureCarriedOutOnceMore() throws Exception {
    var samples = new Samples(45);
    var ada = ended(samples, ACCOUNT, ADA, "to Ada");
    archive(1);
    store().close();
    var masters = MasterKeys.parse(Opened.MASTER_KEY);
    new PersonFile(settings().personKeys()).change(masters, tree -> tree.without(List.of()));

    reopened();
    assertThat(found(ada)).isEqualTo(ada);
    erase(samples, ADA);

    assertThat(reopened().messages().find(ada.id()).orElseThrow().isErased()).isTrue();
  }

  @Test
  default void withoutItsKeysAStoreDoesNotOpenAndSaysWhatIsMissing() throws Exception {
    var file = settings().personKeys();
    var copy = Files.readAllBytes(file);
    store().close();
    Files.delete(file);
    assertThatThrownBy(this::reopened)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("with the keys of persons, is missing; bring it back");
    new PersonFile(file).make(MasterKeys.parse(Opened.MASTER_KEY));
    assertThatThrownBy(this::reopened)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Bring the right ones back");
    Files.write(file, copy);

    assertThat(reopened().messages().find(new Samples(46).id())).isEmpty();
  }
}
