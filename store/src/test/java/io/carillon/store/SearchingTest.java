package io.carillon.store;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.accept;
import static io.carillon.testkit.Samples.change;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.AccountId;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Message;
import io.carillon.model.Status;
import io.carillon.model.port.History.Ends;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Kinds;
import io.carillon.model.port.History.Match;
import io.carillon.model.port.History.Order;
import io.carillon.model.port.History.Start;
import io.carillon.model.port.History.Total;
import io.carillon.model.port.History.Words;
import io.carillon.store.fill.MadeUpHistory;
import io.carillon.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of lists when the index is lost, damaged or behind.
class SearchingTest {
  private final Samples samples = new Samples(3);

  @TempDir Path folder;

  private StoreSettings.Sqlite settings() {
    return new StoreSettings.Sqlite(folder);
  }

  private List<Message> accepted(Store store, int count) throws InterruptedException {
    var messages = new ArrayList<Message>();
    for (int i = 0; i < count; i++) {
      messages.add(samples.message(new Content.Text("number " + i)));
    }
    for (var message : messages) {
      assertThat(store.commits().write(accept(message))).isEqualTo(new Result.Done());
    }
    return messages;
  }

  private static List<Message> listed(Store store, Filter filter) {
    return store.history().page(filter, Order.OLDEST, Start.FIRST, 1_000).messages();
  }

  private static Filter status(Status status) {
    return Filter.of(ACCOUNT).with(new Kinds(Set.of(), Set.of(), Set.of(status)));
  }

  static void awaitIndex(Store store) {
    for (int i = 0; !store.isIndexed(); i++) {
      assertThat(i).as("the index takes too long").isLessThan(60_000);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private Path search() {
    return folder.resolve("search");
  }

  @Test
  void aNewStoreIsIndexedFromTheBeginningAndAfterEachStart() throws Exception {
    try (var store = Opened.sqlite(folder)) {
      assertThat(store.isIndexed()).isTrue();
      accepted(store, 30);
    }
    try (var store = Opened.sqlite(folder)) {
      assertThat(store.isIndexed()).isTrue();
      assertThat(listed(store, Filter.of(ACCOUNT))).hasSize(30);
      assertThat(store.history().count(Filter.of(ACCOUNT))).isEqualTo(new Total(30, false));
    }
  }

  @Test
  void whatWasWrittenWithoutAnIndexIsReadIntoIt() throws Exception {
    List<Message> messages;
    try (var store = Opened.withoutIndex(folder)) {
      messages = accepted(store, 90);
    }
    try (var store = Opened.withSmallIndex(settings(), folder)) {
      assertThat(listed(store, Filter.of(ACCOUNT))).isEqualTo(messages);
      awaitIndex(store);
      assertThat(listed(store, Filter.of(ACCOUNT))).isEqualTo(messages);
    }
  }

  @Test
  void anIndexThatIsGoneIsMadeAgain() throws Exception {
    List<Message> messages;
    try (var store = Opened.withSmallIndex(settings(), folder)) {
      messages = accepted(store, 90);
    }
    for (var file : files()) {
      Files.delete(file);
    }
    try (var store = Opened.withSmallIndex(settings(), folder)) {
      awaitIndex(store);
      assertThat(listed(store, Filter.of(ACCOUNT))).isEqualTo(messages);
    }
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(search())) {
      return files.toList();
    }
  }

  /// As it is after `kill -9`: the newest rows were in memory only.
  @Test
  void whatTheIndexHadInMemoryIsReadFromTheStoreAgain(@TempDir Path copy) throws Exception {
    List<Message> messages;
    try (var store = Opened.withSmallIndex(settings(), folder)) {
      messages = new ArrayList<>(accepted(store, 50));
      var sent = Samples.sent(messages.get(3), Samples.START.plusSeconds(1));
      store.commits().write(change(messages.get(3), sent));
      messages.set(3, sent);
      copy(folder, copy);
      copy(search(), copy.resolve("search"));
    }
    try (var store = Opened.withSmallIndex(new StoreSettings.Sqlite(copy), copy)) {
      awaitIndex(store);
      assertThat(listed(store, Filter.of(ACCOUNT))).isEqualTo(messages);
      assertThat(listed(store, status(Status.SENT))).containsExactly(messages.get(3));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void anOlderStoreInTheSameFolderIsNotTakenForTheOneThatWasIndexed(@TempDir Path kept)
      throws Exception {
    Message message;
    try (var store = Opened.sqlite(folder)) {
      message = accepted(store, 1).getFirst();
    }
    copy(folder, kept);
    try (var store = Opened.sqlite(folder)) {
      var sent = Samples.sent(message, Samples.START.plusSeconds(1));
      store.commits().write(change(message, sent));
      accepted(store, 5);
    }
    Files.copy(
        kept.resolve("carillon.db"),
        folder.resolve("carillon.db"),
        StandardCopyOption.REPLACE_EXISTING);

    try (var store = Opened.sqlite(folder)) {
      awaitIndex(store);
      assertThat(listed(store, Filter.of(ACCOUNT))).containsExactly(message);
      assertThat(listed(store, status(message.status()))).containsExactly(message);
      assertThat(store.history().count(Filter.of(ACCOUNT))).isEqualTo(new Total(1, false));
    }
  }

  @Test
  void aBackupThatIsRestoredAfterAKillIsIndexedAnew(@TempDir Path killed) throws Exception {
    Message message;
    var backup = killed.resolve("backup.db");
    var data = Files.createDirectory(killed.resolve("data"));
    try (var store = Opened.withSmallIndex(settings(), folder)) {
      message = accepted(store, 1).getFirst();
      Backup.of(settings(), backup, (_, _, _) -> {});
      accepted(store, 90);
      copy(folder, data);
      copy(search(), data.resolve("search"));
    }

    Restoring.of(backup, new StoreSettings.Sqlite(data), true, (_, _) -> {});

    try (var store = Opened.withSmallIndex(new StoreSettings.Sqlite(data), data)) {
      awaitIndex(store);
      assertThat(listed(store, Filter.of(ACCOUNT))).containsExactly(message);
      assertThat(store.history().count(Filter.of(ACCOUNT))).isEqualTo(new Total(1, false));
    }
  }

  @Test
  void whatWasErasedLeavesNoNumberBehind() throws Exception {
    try (var store = Opened.withSmallIndex(settings(), folder)) {
      for (var message : accepted(store, 40)) {
        var erased = new Commit(Urgency.INSIDE, List.of(), List.of(new Write.Erased(message)));
        assertThat(store.commits().write(erased)).isEqualTo(new Result.Done());
      }
      assertThat(listed(store, Filter.of(ACCOUNT))).isEmpty();
      assertThat(store.history().count(Filter.of(ACCOUNT))).isEqualTo(new Total(0, false));
    }
    try (var store = Opened.withSmallIndex(settings(), folder)) {
      assertThat(store.history().count(Filter.of(ACCOUNT))).isEqualTo(new Total(0, false));
    }
  }

  /// A filter that nothing passes and that no index tells of: pages end early, and go on.
  @Test
  void whatCannotBeFoundAtOnceEndsEarlyAndGoesOn() throws Exception {
    fill(12_000);
    try (var store = Opened.withoutIndex(folder)) {
      assertGoesOn(store);
    }
    try (var store = Opened.sqlite(folder)) {
      awaitIndex(store);
      assertGoesOn(store);
    }
  }

  private void fill(int messages) throws InterruptedException {
    var plan =
        new MadeUpHistory.Plan(
            messages, 3, Optional.of(ACCOUNT), Samples.START, Duration.ofDays(9), 1);
    try (var filling = Filling.open(settings())) {
      filling.fill(new MadeUpHistory(plan), _ -> {});
    }
  }

  private static void assertGoesOn(Store store) {
    var impatient = store.history(Duration.ZERO);
    var dentist = Filter.of(ACCOUNT).with(new Words("your DENTIST", "", Map.of()));
    var nothing = Filter.of(ACCOUNT).with(new Words("zebra", "", Map.of()));
    var other = Filter.of(new AccountId(ACCOUNT.value())).with(new Ends(Match.end("x"), Match.ANY));
    for (var filter : List.of(dentist, nothing, other)) {
      for (var order : List.of(Order.NEWEST, Order.OLDEST)) {
        var all = new ArrayList<Message>();
        int pages = 0;
        for (Optional<Start> start = Optional.of(Start.FIRST); start.isPresent(); pages++) {
          var page = impatient.page(filter, order, start.get(), 1_000);
          all.addAll(page.messages());
          start = page.behind().map(Start.After::new);
        }
        assertThat(pages).isLessThan(12);
        assertThat(all).allMatch(filter::passes).isSortedAccordingTo(order.comparator());
        assertThat(all).doesNotHaveDuplicates();
        assertThat(all.isEmpty()).isEqualTo(!filter.equals(dentist));
      }
    }
    assertThat(impatient.page(nothing, Order.NEWEST, Start.FIRST, 10).more()).isTrue();
    var total = impatient.count(dentist);
    assertThat(total.estimated()).isTrue();
    assertThat(total.messages()).isBetween(500L, 1_600L);
  }
}
