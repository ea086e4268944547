package io.carillon.store;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.accept;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Address;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Erasure;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Writes what [PersonFixtureTest] reads, once: `mvn -pl store test -Dtest=PersonFixture`. What is
/// written so is never written anew: it is what operators have.
final class PersonFixture {
  static final Address ADA = Address.phone("+14155550161");
  static final Address BEN = Address.phone("+14155550162");
  static final Id LEAST = new Id(0, 0);

  private static final Path RESOURCES = Path.of("src/test/resources");

  @TempDir Path folder;

  private static Message to(Message some, Address person) {
    var ends = some.parties();
    return new Message(
        some.id(),
        new Message.Parties(ACCOUNT, ends.direction(), ends.channel(), ends.from(), person),
        some.content(),
        some.terms(),
        some.bill(),
        some.origin(),
        some.state());
  }

  @Test
  void isWritten() throws Exception {
    var to = RESOURCES.resolve("persons");
    assertThat(to).as("it is there already").doesNotExist();
    Files.createDirectory(to);
    Opened.keyed(folder);
    var settings = new StoreSettings.Sqlite(folder);
    var samples = new Samples(29);
    var backup = folder.resolve("backup.db");
    var lines = new ArrayList<String>();
    try (var store = Store.open(settings, _ -> {})) {
      var account = new Write.Enrolled(new Entry.OfAccount(Samples.account()), Samples.OCCASION);
      store.commits().write(inside(account));
      store.commits().write(accept(to(samples.message(new Content.Text("words for Ada")), ADA)));
      store.commits().write(accept(to(samples.message(new Content.Text("words for Ben")), BEN)));
      Backup.of(settings, backup, (_, _, _) -> {});
      var first = Files.readString(RESOURCES.resolve("archive/version-1.jsonl"));
      var ada = new Archived(to(samples.message(), ADA), List.of(), List.of());
      // 1 is the number that the store gave the account
      lines.add(new String(store.archive().seal().line(ada, 1), StandardCharsets.UTF_8));
      for (var line : first.lines().toList()) {
        var archived = ArchiveLineReader.read(line.getBytes(StandardCharsets.UTF_8)).archived();
        lines.add(new String(store.archive().seal().line(archived, 1), StandardCharsets.UTF_8));
      }
      var order = Erasure.ordered(samples.id().value(), ACCOUNT, "Request 1", START, List.of(ADA));
      store
          .commits()
          .write(inside(new Write.Enrolled(new Entry.OfErasure(order), Samples.OCCASION)));
      store.erasures().finish(order.id(), Set.of(ACCOUNT), START, 0);
    }
    Files.write(RESOURCES.resolve("archive/version-2.jsonl"), lines);
    Files.copy(settings.personKeys(), to.resolve("person.keys"));
    try (var out = new GZIPOutputStream(Files.newOutputStream(to.resolve("backup.db.gz")))) {
      Files.copy(backup, out);
    }
  }
}
