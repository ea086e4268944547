package io.carillon.store;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.accept;
import static io.carillon.testkit.Samples.change;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.Commit;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Notice;
import io.carillon.model.TraceRow;
import io.carillon.model.port.History;
import io.carillon.model.port.StoreException;
import io.carillon.testkit.SampleContents;
import io.carillon.testkit.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// What holds of the archive, whatever the tables are kept in.
interface ArchiveContract extends LeavingUnderLoadContract {
  Instant LATER = START.plus(Duration.ofDays(60));
  Retention MONTH = new Retention(Duration.ofDays(30), true, Duration.ZERO);

  /// The same store in its next life.
  Store reopened();

  /// A message of two parts that was delivered, told once and given up once, with a trace.
  default Message ended(Samples samples, Content content) throws InterruptedException {
    var first = samples.message(content);
    var claimed = Samples.claimed(first, 2, START);
    var sent = Samples.sent(claimed, START.plusSeconds(1), "far-1", "far-2");
    var last = Samples.delivered(sent, START.plusSeconds(2));
    var told = Samples.notice(last, 1, START);
    var dead = Samples.notice(last, 2, "https://example.org/other", START);
    write(accept(first));
    write(change(first, claimed));
    write(change(claimed, sent));
    write(
        change(
            sent,
            last,
            new Write.Owed(told),
            new Write.Owed(dead),
            new Write.Noted(new TraceRow(last.id(), START, TraceRow.Kind.NOTE, "an odd step"))));
    write(
        inside(
            new Write.Retold(ended(told, Notice.Progress.TOLD), true, START),
            new Write.Retold(ended(dead, Notice.Progress.DEAD), true, START)));
    return last;
  }

  private static Notice ended(Notice notice, Notice.Progress progress) {
    return notice.with(
        new Notice.Telling(progress, 1, Optional.empty(), Optional.of(START.plusSeconds(3)), 200));
  }

  private void write(Commit commit) throws InterruptedException {
    assertThat(store().commits().write(commit)).isInstanceOf(Commit.Result.Done.class);
  }

  private long inTables() {
    return Census.of(settings()).rows().getOrDefault("message", 0L);
  }

  private Path onlyFile() throws IOException {
    try (var files = Files.list(folder().resolve("archive"))) {
      return files.filter(file -> file.toString().endsWith(".gz")).findFirst().orElseThrow();
    }
  }

  private String unpacked() throws IOException {
    var octets = Files.readAllBytes(onlyFile());
    if (octets.length == 0) {
      return "";
    }
    try (var zip = new GZIPInputStream(new ByteArrayInputStream(octets))) {
      return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// What all lines of the file say, opened.
  private String words() throws IOException {
    var all = new StringBuilder();
    for (var line : unpacked().lines().toList()) {
      var octets = line.getBytes(StandardCharsets.UTF_8);
      var opened = ArchiveLine.octets(store().archive().seal().archived(octets));
      all.append(new String(opened, StandardCharsets.UTF_8)).append('\n');
    }
    return all.toString();
  }

  private List<Message> endedOnes(int count) throws InterruptedException {
    var samples = new Samples(7);
    var messages = new ArrayList<Message>();
    for (int i = 0; i < count; i++) {
      messages.add(ended(samples, new Content.Text("secret words " + i)));
    }
    return messages;
  }

  @Test
  default void anArchivedMessageIsReadAsBeforeWithAllThatStoodByIt() throws Exception {
    var samples = new Samples(3);
    var all = new ArrayList<Message>();
    for (var content : SampleContents.EACH) {
      all.add(ended(samples, content));
    }
    var notices = all.stream().map(one -> store().notices().of(one.id())).toList();
    var traces = all.stream().map(one -> store().traces().of(one.id())).toList();

    var left = store().retainAll(MONTH, LATER);

    assertThat(left.messages()).isEqualTo(all.size());
    assertThat(inTables()).isZero();
    for (int i = 0; i < all.size(); i++) {
      var id = all.get(i).id();
      assertThat(store().messages().find(id)).contains(all.get(i));
      assertThat(store().notices().of(id)).isEqualTo(notices.get(i)).hasSize(2);
      assertThat(store().traces().of(id)).isEqualTo(traces.get(i)).hasSize(1);
    }
    assertThat(store().messages().find(samples.id())).isEmpty();
    assertThat(store().notices().failed(ACCOUNT, 10)).isEmpty();
    assertThat(unpacked().lines()).hasSize(all.size()).allMatch(line -> line.startsWith("{\"id\""));
  }

  @Test
  default void recordsReachIntoTheArchiveWhereItIsSaidFromWhenOn() throws Exception {
    var samples = new Samples(9);
    var all = new ArrayList<Message>();
    for (int i = 0; i < 12; i++) {
      all.add(ended(samples, new Content.Text("of " + i)));
      if (i == 3 || i == 7) {
        store().retainAll(MONTH, LATER);
      }
    }
    var records = store().records();
    var times =
        new History.Times(
            new History.Period(Optional.of(START), Optional.empty()), History.Period.ANY);
    var filter = History.Filter.of(ACCOUNT).with(times);
    for (int limit : List.of(1, 3, 5, 20)) {
      var found = new ArrayList<Message>();
      Optional<History.Start> start = Optional.of(History.Start.FIRST);
      while (start.isPresent()) {
        var page = records.page(filter, History.Order.OLDEST, start.get(), limit);
        found.addAll(page.messages());
        start = page.behind().map(History.Start.After::new);
      }
      assertThat(found).as("%d a page", limit).isEqualTo(all);
    }
    assertThat(
            records
                .page(History.Filter.of(ACCOUNT), History.Order.OLDEST, History.Start.FIRST, 20)
                .messages())
        .hasSize(4);
  }

  @Test
  default void whatIsOwedDueOrYoungStays() throws Exception {
    var samples = new Samples(4);
    var waits = samples.message();
    write(accept(waits));
    var ended = ended(samples, new Content.Text("told again"));
    var again = store().notices().of(ended.id()).getFirst();
    write(inside(new Write.Retold(again.with(Notice.Telling.owedAt(LATER)), false, LATER)));
    var touched = ended(samples, new Content.Text("changed of late"));
    var state = touched.state();
    var late = Samples.changed(touched, state.raised(io.carillon.model.Status.READ, LATER));
    write(change(touched, late));

    assertThat(store().retainAll(MONTH, LATER).messages()).isZero();
    assertThat(store().retainAll(MONTH, START.plus(Duration.ofDays(29))).messages()).isZero();
    assertThat(inTables()).isEqualTo(3);
    assertThat(folder().resolve("archive")).doesNotExist();
  }

  @Test
  default void whatWasBlottedOutOrErasedLeavesNoWordInTheFile() throws Exception {
    var all = endedOnes(5);
    store().retainAll(MONTH, LATER);
    var redacted = all.get(1);
    var erased = all.get(3);

    store().messages().recall(redacted.id());
    var bare = Samples.changed(redacted.redacted(), redacted.state());
    write(change(redacted, bare));
    store().messages().recall(erased.id());
    write(new Commit(Commit.Urgency.ACCEPT, List.of(), List.of(new Write.Erased(erased))));
    assertThat(inTables()).isEqualTo(1);
    assertThat(store().notices().of(redacted.id())).hasSize(2);
    assertThat(store().retainAll(MONTH, LATER).messages()).as("it goes back at once").isOne();

    assertThat(store().messages().find(redacted.id())).contains(bare);
    assertThat(store().messages().find(erased.id())).isEmpty();
    assertThat(store().traces().of(erased.id())).isEmpty();
    for (int i : List.of(0, 2, 4)) {
      assertThat(store().messages().find(all.get(i).id())).contains(all.get(i));
    }
    assertThat(words())
        .doesNotContain("secret words 1")
        .doesNotContain("secret words 3")
        .contains("secret words 4");
    assertThat(store().archive().held()).isEqualTo(4);
  }

  @Test
  default void aMessageThatChangesWhileItLeavesStays() throws Exception {
    var message = endedOnes(1).getFirst();
    var bare = Samples.changed(message.redacted(), message.state());
    store()
        .archive()
        .passing(step -> {
          if (step.equals("appended")) {
            store().commits().hand(List.of(change(message, bare)), _ -> {});
          }
        });

    assertThat(store().retainAll(MONTH, LATER).messages()).isZero();
    assertThat(Files.size(onlyFile())).isZero();
    store().archive().passing(_ -> {});
    assertThat(store().retainAll(MONTH, LATER).messages()).isOne();
    assertThat(store().messages().find(message.id())).contains(bare);
    assertThat(unpacked()).doesNotContain("secret");
  }

  /// The machine stops.
  final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  default void whoCalledAMessageBackFindsItWhereItCanBeChangedAlsoIfItHadNotLeft()
      throws Exception {
    endedOnes(1);
    store().retainAll(MONTH, LATER);
    var old = ended(new Samples(8), new Content.Text("about to leave"));

    store().messages().recall(old.id());
    store().archiving(System::nanoTime).some(MONTH, LATER);

    assertThat(store().messages().unarchived(old.id())).contains(old);
    assertThat(store().retainAll(MONTH, LATER).messages()).isOne();
  }

  @Test
  default void aCrashBetweenAnyTwoStepsLosesNothingAndDoublesNothing() throws Exception {
    var all = endedOnes(6);
    for (var step : List.of("appended", "taken", "written anew", "swapped", "blotted out")) {
      store()
          .archive()
          .passing(at -> {
            if (at.equals(step)) {
              throw new Stop();
            }
          });
      var last = all.getLast();
      assertThatThrownBy(
              () -> {
                store().retainAll(MONTH, LATER);
                store().messages().recall(last.id());
                store().retainAll(MONTH, LATER);
              })
          .as(step)
          .isInstanceOf(Stop.class);

      reopened();

      for (var message : all) {
        assertThat(store().messages().find(message.id())).as(step).contains(message);
      }
      assertThat(inTables() + store().archive().held()).as(step).isEqualTo(all.size());
      assertThat(Files.size(onlyFile())).as(step).isEqualTo(store().archive().counted());
      var words = words();
      for (int i = 0; i < all.size(); i++) {
        int times = words.split("secret words " + i + "\"", -1).length - 1;
        assertThat(times).as(step).isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  default void aCrashWhileAFileIsDeletedIsMended() throws Exception {
    var message = endedOnes(1).getFirst();
    store().retainAll(MONTH, LATER);
    var year = new Retention(Duration.ofDays(30), true, Duration.ofDays(365));
    var over = START.plus(Duration.ofDays(370));
    assertThat(store().retainAll(year, over.minus(Duration.ofDays(10))).files()).isZero();
    for (var step : List.of("marked", "deleted")) {
      store()
          .archive()
          .passing(at -> {
            if (at.equals(step)) {
              throw new Stop();
            }
          });
      assertThatThrownBy(() -> store().retainAll(year, over)).isInstanceOf(Stop.class);
      assertThat(store().messages().find(message.id())).isEmpty();
      reopened();
      assertThat(store().archive().isEmpty()).isTrue();
      assertThat(store().messages().find(message.id())).isEmpty();
      write(accept(message));
      store().retainAll(MONTH, LATER);
      assertThat(store().messages().find(message.id())).contains(message);
    }
    store().archive().passing(_ -> {});
    assertThat(store().retainAll(year, over).files()).isOne();
    assertThat(store().archive().isEmpty()).isTrue();
    assertThat(store().messages().find(message.id())).isEmpty();
  }

  @Test
  default void aFileThatTheStoreDoesNotKnowIsLeftAlone() throws Exception {
    var message = endedOnes(1).getFirst();
    Files.createDirectory(folder().resolve("archive"));
    var other = Files.writeString(folder().resolve("archive/2026-01-01.jsonl.gz"), "another's");

    assertThatThrownBy(() -> store().retainAll(MONTH, LATER))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is not known to the store");
    reopened();

    assertThat(other).hasContent("another's");
    assertThat(store().messages().find(message.id())).contains(message);
  }

  @Test
  default void aTornTailIsCutOff() throws Exception {
    var message = endedOnes(1).getFirst();
    store().retainAll(MONTH, LATER);
    long whole = Files.size(onlyFile());
    Files.write(onlyFile(), new byte[99], StandardOpenOption.APPEND);

    reopened();

    assertThat(Files.size(onlyFile())).isEqualTo(whole);
    assertThat(store().messages().find(message.id())).contains(message);
  }

  @Test
  default void aDamagedBlockIsSaidAndTheRestIsRead() throws Exception {
    var first = endedOnes(1).getFirst();
    store().retainAll(MONTH, LATER);
    long end = Files.size(onlyFile());
    var second = ended(new Samples(8), new Content.Text("of another block"));
    store().retainAll(MONTH, LATER);
    try (var file = new RandomAccessFile(onlyFile().toFile(), "rw")) {
      file.seek(end / 2);
      file.write(1 ^ file.read());
    }

    assertThatThrownBy(() -> store().messages().find(first.id()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is damaged in its block at 0")
        .hasMessageNotContaining("secret");
    assertThat(store().messages().find(second.id())).contains(second);
    Files.delete(onlyFile());
    assertThatThrownBy(() -> store().messages().find(second.id()))
        .isInstanceOf(StoreException.class);
    assertThat(store().messages().find(new MessageId(new Samples(99).id().value()))).isEmpty();
  }

  @Test
  default void whereNothingIsArchivedOldMessagesAreDeleted() throws Exception {
    var message = endedOnes(1).getFirst();

    var left = store().retainAll(new Retention(Duration.ofDays(30), false, Duration.ZERO), LATER);

    assertThat(left).isEqualTo(new Retained(1, 0, 0));
    assertThat(store().messages().find(message.id())).isEmpty();
    assertThat(store().traces().of(message.id())).isEmpty();
    assertThat(folder().resolve("archive")).doesNotExist();
  }
}
