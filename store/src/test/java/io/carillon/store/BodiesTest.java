package io.carillon.store;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.accept;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Idempotency;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.Message.Origin;
import io.carillon.model.Secret;
import io.carillon.store.vault.SealBroken;
import io.carillon.testkit.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What messages say stands in the clear in nothing that a store keeps.
class BodiesTest {
  private static final String BODY = "marked-body-44444";
  private static final String KEPT = "marked-keepsake-55555";
  private static final String HASH = "ab".repeat(32);
  private static final List<String> MARKED = List.of(BODY, KEPT, HASH);

  @TempDir Path folder;

  private final Samples samples = new Samples(3);

  private StoreSettings.Sqlite settings() {
    return new StoreSettings.Sqlite(folder.resolve("data"));
  }

  private StoreSettings.Sqlite unsealing() {
    var place = KeyPlace.in(folder.resolve("data"));
    return new StoreSettings.Sqlite(
        folder.resolve("data"), new KeyPlace(place.given(), place.file(), true, false));
  }

  private Message message() {
    var plain = samples.message(new Content.Text(BODY));
    var origin = plain.origin();
    return new Message(
        plain.id(),
        plain.parties(),
        plain.content(),
        plain.terms(),
        plain.bill(),
        new Origin(
            origin.place(),
            origin.reference(),
            origin.tags(),
            new Keepsake(KEPT.getBytes(StandardCharsets.UTF_8)),
            origin.decision()),
        plain.state());
  }

  private Message write(Store store) throws InterruptedException {
    var message = message();
    var key = new Idempotency(ACCOUNT, "order-" + message.id(), 0, HASH);
    var commit =
        new Commit(
            Urgency.ACCEPT,
            List.of(new Guard.KeyFree(key)),
            List.of(new Write.Added(message), new Write.Keyed(key, message.id(), Samples.START)));
    assertThat(store.commits().write(commit)).isInstanceOf(Commit.Result.Done.class);
    return message;
  }

  private static void assertReads(Store store, Message message) {
    assertThat(store.messages().find(message.id())).contains(message);
  }

  private List<String> found() throws IOException {
    return found(folder);
  }

  private static List<String> found(Path folder) throws IOException {
    var found = new ArrayList<String>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var octets = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        MARKED.stream().filter(octets::contains).forEach(found::add);
      }
    }
    return found;
  }

  @Test
  void noFileHoldsAMarkedBody() throws Exception {
    Message message;
    try (var store = Store.open(settings(), _ -> {})) {
      message = write(store);
      assertReads(store, message);
      assertThat(found()).isEmpty();
      Backup.of(settings(), folder.resolve("backup.db"), (_, _, _) -> {});
    }
    assertThat(found()).isEmpty();
    try (var store = Store.open(settings(), _ -> {})) {
      assertReads(store, message);
    }
    Copying.of(settings(), new StoreSettings.Sqlite(folder.resolve("copy")), (_, _) -> {});
    assertThat(found()).isEmpty();
    try (var store = Store.open(new StoreSettings.Sqlite(folder.resolve("copy")), _ -> {})) {
      assertReads(store, message);
    }
  }

  @Test
  void anExportCanBeRead() throws Exception {
    try (var store = Store.open(settings(), _ -> {})) {
      write(store);
    }
    var out = new ByteArrayOutputStream();
    var wish = new Export.Wish(Instant.EPOCH, Samples.START.plusSeconds(9), Optional.empty());

    assertThat(Export.of(settings(), wish, out, _ -> {})).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains(BODY);
  }

  @Test
  void aBodyOpensForItsOwnMessageOnly() throws Exception {
    Message one;
    Message other;
    try (var store = Store.open(settings(), _ -> {})) {
      one = write(store);
      other = write(store);
    }
    try (var connection = Sqlite.in(folder.resolve("data")).writer();
        var swap =
            connection.prepareStatement(
                "UPDATE message SET content = (SELECT content FROM message WHERE id = ?)"
                    + " WHERE id = ?")) {
      swap.setBytes(1, one.id().value().bytes());
      swap.setBytes(2, other.id().value().bytes());
      assertThat(swap.executeUpdate()).isEqualTo(1);
      connection.commit();
    }

    try (var store = Store.open(settings(), _ -> {})) {
      assertReads(store, one);
      assertThatThrownBy(() -> store.messages().find(other.id()))
          .isInstanceOf(SealBroken.class)
          .hasMessageContaining("the content of message " + other.id().value().hex())
          .hasMessageNotContaining(BODY);
    }
    assertThat(Checkup.of(settings(), _ -> {}))
        .anyMatch(it -> !it.isWell() && it.what().contains(other.id().value().hex()));
  }

  @Test
  void whatStoodInTheClearIsSealedBehindTheScenes() throws Exception {
    var written = new ArrayList<Message>();
    try (var store = Store.open(unsealing(), _ -> {})) {
      for (int i = 0; i <= PlainBodies.ROWS; i++) {
        written.add(write(store));
      }
      store.sealing().sealPlain();
    }
    assertThat(found()).contains(BODY, KEPT);
    assertThat(Census.of(settings()).plain()).isEqualTo(201);
    assertThat(Checkup.of(settings(), _ -> {}))
        .anyMatch(it -> it.what().equals("all but 201, which stand in the clear"));

    try (var store = Store.open(settings(), _ -> {})) {
      written.forEach(message -> assertReads(store, message));
      while (plain() > 0) {
        store.sealing().sealPlain();
      }
      written.forEach(message -> assertReads(store, message));
    }

    assertThat(Checkup.of(settings(), _ -> {}))
        .allMatch(Checkup.Finding::isWell)
        .anyMatch(it -> it.about().contains("bodies") && it.what().equals("all"));
    Copying.of(settings(), new StoreSettings.Sqlite(folder.resolve("copy")), (_, _) -> {});
    assertThat(found(folder.resolve("copy"))).isEmpty();
  }

  private long plain() throws Exception {
    try (var connection = Sqlite.in(folder.resolve("data")).reader()) {
      return plain(connection);
    }
  }

  private static long plain(Connection connection) throws Exception {
    try (var statement =
        connection.prepareStatement(
            "SELECT count(*) FROM message WHERE substr(content, 1, 1) = ?")) {
      statement.setBytes(1, new byte[1]);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  @Test
  @Tag("postgres")
  @Tag("slow")
  void postgresSealsThemToo() throws Exception {
    var sealing = Opened.freshPostgres(folder.resolve("data"));
    var keys = sealing.keys();
    var unsealing =
        new StoreSettings.Postgres(
            sealing.folder(),
            sealing.url(),
            sealing.user(),
            new Secret(""),
            2,
            new KeyPlace(keys.given(), keys.file(), false, false));
    Message message;
    try (var store = Store.open(unsealing, _ -> {})) {
      message = write(store);
    }
    try (var store = Store.open(sealing, _ -> {});
        var reader = new Postgres(sealing).reader()) {
      assertThat(plain(reader)).isEqualTo(1);
      while (plain(reader) > 0) {
        store.sealing().sealPlain();
      }
      assertReads(store, message);
      assertReads(store, write(store));
      assertThat(plain(reader)).isZero();
    }
  }

  @Test
  void whatIsSealedIsReadWhereSealingIsSwitchedOff() throws Exception {
    Message sealed;
    try (var store = Store.open(settings(), _ -> {})) {
      sealed = write(store);
    }
    try (var store = Store.open(unsealing(), _ -> {})) {
      assertReads(store, sealed);
      assertReads(store, write(store));
    }
    assertThat(plain()).isEqualTo(1);
  }

  @Test
  void anotherMasterKeyRewritesNoBody() throws Exception {
    Message message;
    try (var store = Store.open(settings(), _ -> {})) {
      message = write(store);
      var before = kept();

      var rekeying = Rekeying.begin(settings());
      store.sealing().watch();

      assertThat(rekeying.isDone()).isTrue();
      assertThat(kept()).isEqualTo(before);
      assertReads(store, message);
    }
    var file = folder.resolve("data/master.key");
    var keys = Files.readString(file).lines().filter(it -> !it.startsWith("#")).toList();
    Files.writeString(file, keys.getFirst());
    try (var store = Store.open(settings(), _ -> {})) {
      assertReads(store, message);
    }
  }

  private String kept() throws Exception {
    try (var connection = Sqlite.in(folder.resolve("data")).reader();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT content FROM message")) {
      rows.next();
      return Base64.getEncoder().encodeToString(rows.getBytes(1));
    }
  }

  @Test
  void aMessageGrowsByThirtyThreeOctets() throws Exception {
    try (var store = Store.open(settings(), _ -> {})) {
      store.commits().write(accept(samples.message(new Content.Text(BODY))));
    }

    // the kind of content and the 0 before it stand inside
    assertThat(Base64.getDecoder().decode(kept())).hasSize(2 + BODY.length() + 33);
  }
}
