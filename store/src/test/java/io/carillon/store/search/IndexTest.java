package io.carillon.store.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit.Write;
import io.carillon.model.Direction;
import io.carillon.model.Id;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Status;
import io.carillon.model.port.History.Ends;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Kinds;
import io.carillon.model.port.History.Match;
import io.carillon.model.port.History.Period;
import io.carillon.model.port.History.Times;
import io.carillon.model.port.History.Words;
import io.carillon.testkit.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random histories and filters against looking at everything, with parts so small that there are
/// very many, and through whatever can happen to an index.
class IndexTest {
  private static final Limits SMALL = new Limits(16, 3, 1_000);
  private static final List<AccountId> ACCOUNTS =
      List.of(
          new AccountId(new Id(1, 1)), new AccountId(new Id(-5, 2)), new AccountId(new Id(7, -3)));
  private static final List<Status> STATUSES =
      List.of(Status.QUEUED, Status.SENT, Status.DELIVERED, Status.FAILED, Status.UNDELIVERED);

  @TempDir Path folder;
  private final FakeTruth truth = new FakeTruth();
  private final SplittableRandom chance = new SplittableRandom(11);
  private final Samples samples = new Samples(11);
  private final List<Index> open = new ArrayList<>();
  private long clock = Samples.START.toEpochMilli();

  @AfterEach
  void close() {
    open.forEach(Index::close);
  }

  private Index open(Path place, FakeTruth of, Limits limits) throws Exception {
    var index = Index.open(place, new FileAttribute<?>[0], of, limits);
    open.add(index);
    index.start();
    return index;
  }

  private void close(Index index) {
    index.leaveStore();
    index.close();
    open.remove(index);
  }

  private Message fresh() {
    clock += chance.nextInt(40);
    long at = clock - (chance.nextInt(10) == 0 ? chance.nextInt(2_000) : 0);
    var id = new MessageId(Id.v7(at, chance.nextInt(4), chance.nextLong()));
    var plain = samples.message();
    boolean inbound = chance.nextInt(6) == 0;
    var parties =
        new Message.Parties(
            ACCOUNTS.get(Math.min(2, chance.nextInt(9) / 4)),
            inbound ? Direction.INBOUND : Direction.OUTBOUND,
            chance.nextInt(7) == 0 ? Channel.MMS : Channel.SMS,
            chance.nextInt(5) == 0
                ? new Address(Address.Kind.ALPHANUMERIC, "Shop" + chance.nextInt(3))
                : Address.phone("+1800200000" + chance.nextInt(4)),
            Address.phone("+4915" + (10_000_000 + chance.nextInt(60))));
    var origin =
        new Message.Origin(
            new Message.Place("v2", "", "", chance.nextInt(9) > 0),
            chance.nextBoolean() ? "r" + chance.nextInt(50) : "",
            chance.nextInt(3) == 0 ? Map.of("c", "" + chance.nextInt(5), "t", "x") : Map.of(),
            Keepsake.NONE,
            "");
    var accepted = Instant.ofEpochMilli(at + chance.nextInt(30));
    var state =
        new Message.State(
            inbound ? Status.RECEIVED : Status.QUEUED,
            Message.Times.acceptedAt(accepted),
            plain.state().facts(),
            Message.Work.NONE,
            List.of(),
            Message.Revision.FIRST);
    return new Message(id, parties, plain.content(), plain.terms(), plain.bill(), origin, state);
  }

  private void add(Index index, int count) {
    var writes = new ArrayList<Write>();
    for (int i = 0; i < count; i++) {
      var message = fresh();
      truth.put(message);
      writes.add(new Write.Added(message));
    }
    index.follow(writes);
  }

  /// Raises messages' statuses, and erases some.
  private void change(Index index, int count) {
    var all = truth.all();
    for (int i = 0; i < count; i++) {
      var before = all.get(chance.nextInt(all.size()));
      var id = before.id().value();
      if (!truth.messages.containsKey(id)) {
        continue;
      }
      var now = truth.messages.get(id);
      if (chance.nextInt(20) == 0) {
        truth.erase(id);
        index.follow(List.of(new Write.Erased(now)));
      } else if (now.parties().direction() == Direction.OUTBOUND) {
        var raised =
            now.state()
                .raised(
                    STATUSES.get(chance.nextInt(STATUSES.size())),
                    now.state().times().accepted().plus(Duration.ofMillis(chance.nextInt(5_000))));
        var revision = new Message.Revision(now.state().rev() + 1, 0);
        var after = now.with(raised.with(revision));
        truth.put(after);
        index.follow(List.of(new Write.Changed(now, after)));
      }
    }
  }

  private Filter filter() {
    var filter = Filter.of(ACCOUNTS.get(chance.nextInt(ACCOUNTS.size())));
    if (chance.nextInt(3) == 0) {
      filter = filter.with(new Ends(from(), to()));
    }
    if (chance.nextInt(3) == 0) {
      filter =
          filter.with(
              new Kinds(
                  chance.nextInt(3) == 0 ? Set.of(Direction.INBOUND) : Set.of(),
                  chance.nextInt(3) == 0 ? Set.of(Channel.MMS, Channel.RCS) : Set.of(),
                  chance.nextBoolean()
                      ? Set.copyOf(STATUSES.subList(chance.nextInt(3), 3 + chance.nextInt(3)))
                      : Set.of()));
    }
    if (chance.nextInt(4) == 0) {
      filter = filter.with(new Times(period(), period()));
    }
    if (chance.nextInt(4) == 0) {
      filter =
          filter.with(
              new Words(
                  "",
                  chance.nextBoolean() ? "r" + chance.nextInt(60) : "",
                  chance.nextBoolean() ? Map.of("c", "" + chance.nextInt(6)) : Map.of("t", "x")));
    }
    return chance.nextInt(5) == 0 ? filter.withLive(chance.nextBoolean()) : filter;
  }

  private Match from() {
    return switch (chance.nextInt(5)) {
      case 0 -> Match.ANY;
      case 1 -> Match.end("op1");
      case 2 -> Match.whole("SHOP2");
      case 3 -> Match.end("" + chance.nextInt(5));
      default -> Match.whole("+18002000001");
    };
  }

  private Match to() {
    int digits = chance.nextInt(5);
    var number = "+4915" + (10_000_000 + chance.nextInt(70));
    return digits == 0
        ? Match.ANY
        : chance.nextInt(4) == 0
            ? Match.whole(number)
            : Match.end(number.substring(number.length() - digits));
  }

  private Period period() {
    long span = clock - Samples.START.toEpochMilli() + 1_000;
    var from = Samples.START.plusMillis(chance.nextLong(span));
    return new Period(
        chance.nextBoolean() ? Optional.of(from) : Optional.empty(),
        chance.nextBoolean()
            ? Optional.of(from.plusMillis(chance.nextLong(span)))
            : Optional.empty());
  }

  private static void await(BooleanSupplier wanted) {
    for (int i = 0; !wanted.getAsBoolean(); i++) {
      assertThat(i).as("it takes too long").isLessThan(30_000);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void awaitComplete(Index index) {
    await(() -> index.read().isComplete());
  }

  private void assertSame(Index index, FakeTruth of, int questions) {
    var top = Shelf.TOP;
    for (int i = 0; i < questions; i++) {
      var filter = filter();
      boolean up = chance.nextBoolean();
      var all = of.passing(filter, up);
      var reading = index.read();

      var answer = reading.answer(filter, Shelf.BOTTOM, top, up);
      assertThat(answer.isExact()).isTrue();
      assertThat(gathered(answer, 1 + chance.nextInt(40))).as("%s", filter).isEqualTo(all);

      var count = reading.count(filter, Shelf.BOTTOM, top, 100_000, Duration.ZERO);
      assertThat(count).as("%s", filter).isEqualTo(new Reading.Count(all.size(), true, true));

      long skipped = chance.nextLong(all.size() + 10L);
      var behind = reading.answer(filter, Shelf.BOTTOM, top, up);
      assertThat(behind.skip(skipped)).isEqualTo(Math.min(skipped, all.size()));
      int from = (int) Math.min(skipped, all.size());
      assertThat(gathered(behind, 20))
          .as("%s %s", filter, skipped)
          .isEqualTo(all.subList(from, all.size()));

      if (!all.isEmpty()) {
        var edge = all.get(chance.nextInt(all.size()));
        var part = reading.answer(filter, up ? edge : Shelf.BOTTOM, up ? top : edge, up);
        assertThat(gathered(part, 20)).isEqualTo(all.subList(all.indexOf(edge), all.size()));
      }
    }
  }

  private static List<Id> gathered(Answer answer, int step) {
    var all = new ArrayList<Id>();
    for (var some = answer.next(step); !some.isEmpty(); some = answer.next(step)) {
      all.addAll(some);
    }
    return all;
  }

  @Test
  void findsWhatPassesWhileSegmentsAreMadeAndChanged() throws Exception {
    var index = open(folder, truth, SMALL);
    for (int round = 0; round < 30; round++) {
      add(index, 1 + chance.nextInt(120));
      change(index, chance.nextInt(150));
      assertSame(index, truth, 8);
    }
    await(() -> index.shelf().segments().size() > 5);
    assertSame(index, truth, 60);
  }

  @Test
  void whatWasClosedIsReadyAtOnce() throws Exception {
    for (int round = 0; round < 6; round++) {
      var index = open(folder, truth, SMALL);
      assertThat(index.read().isComplete()).isTrue();
      assertSame(index, truth, 10);
      add(index, 130);
      change(index, 60);
      close(index);
    }
    var index = open(folder, truth, SMALL);
    assertSame(index, truth, 40);
  }

  @Test
  void smallSegmentsBecomeOne() throws Exception {
    for (int round = 0; round < 8; round++) {
      var index = open(folder, truth, SMALL);
      add(index, 5);
      close(index);
    }
    var index = open(folder, truth, SMALL);

    await(() -> index.shelf().segments().size() == 1);
    change(index, 30);
    assertSame(index, truth, 30);
    assertThat(files()).hasSize(1);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".segment")).toList();
    }
  }

  /// What a killed process, or failing power, leaves behind: the files as they are at some moment.
  @Test
  void afterAnEndThatWasNoCloseItIsCompletedFromTheStore(@TempDir Path copies) throws Exception {
    var index = open(folder, truth, SMALL);
    for (int round = 0; round < 12; round++) {
      add(index, 80);
      change(index, 80);
      var image = copies.resolve("" + round);
      var then = image(image);
      change(index, 30);
      var revived = open(image, then, SMALL);
      awaitComplete(revived);
      await(() -> isVerified(revived));
      assertSame(revived, then, 12);
      close(revived);
    }
  }

  /// The files first, the store afterwards: what the index has not seen yet is in the store.
  private FakeTruth image(Path place) throws IOException {
    Files.createDirectories(place);
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        try {
          Files.copy(file, place.resolve(file.getFileName()));
        } catch (IOException _) {
          // gone meanwhile: the image lacks it
        }
      }
    }
    return truth.copy();
  }

  private static boolean isVerified(Index index) {
    return index.isVerified();
  }

  @Test
  void whatIsMissingOrDamagedIsMadeAgain() throws Exception {
    for (int round = 0; round < 12; round++) {
      var index = open(folder, truth, SMALL);
      awaitComplete(index);
      assertSame(index, truth, 6);
      add(index, 150);
      change(index, 40);
      close(index);
      harm(round);
    }
  }

  private void harm(int how) throws IOException {
    var files = files();
    var file = files.get(chance.nextInt(files.size()));
    switch (how % 6) {
      case 0 -> Files.delete(file);
      case 1 -> Files.write(file, new byte[100]);
      case 2 -> Files.write(file, new byte[0]);
      case 3 -> {
        var octets = Files.readAllBytes(file);
        octets[chance.nextInt(200)] ^= 1;
        Files.write(file, octets);
      }
      case 4 -> Files.delete(folder.resolve("state"));
      default -> Files.writeString(folder.resolve("state"), "form=1\nmark=x\n");
    }
  }

  @Test
  void damageBehindTheHeadIsFoundAndMended() throws Exception {
    var index = open(folder, truth, SMALL);
    add(index, 400);
    close(index);
    for (var file : files()) {
      var octets = Files.readAllBytes(file);
      octets[octets.length / 2] ^= 4;
      Files.write(file, octets);
    }

    var mended = open(folder, truth, SMALL);

    await(() -> mended.shelf().segments().isEmpty() || !mended.read().isComplete());
    awaitComplete(mended);
    assertSame(mended, truth, 20);
  }

  @Test
  void theIndexOfAnotherStoreIsNotUsed() throws Exception {
    var index = open(folder, truth, SMALL);
    add(index, 200);
    var backup = truth.copy();
    add(index, 100);
    change(index, 100);
    close(index);

    var restored = open(folder, backup, SMALL);

    awaitComplete(restored);
    assertSame(restored, backup, 20);
  }

  @Test
  void moreThanMemoryHoldsIsReadAgain() throws Exception {
    var index = open(folder, truth, new Limits(16, 3, 12));
    for (int round = 0; round < 10; round++) {
      add(index, 300);
      change(index, 20);
    }
    awaitComplete(index);
    assertSame(index, truth, 20);
  }

  @Test
  void nothingIsLeftOfWhatWasErased() throws Exception {
    var index = open(folder, truth, SMALL);
    add(index, 300);
    close(index);
    var again = open(folder, truth, SMALL);
    var number = "+491510000007";
    var gone = truth.all().stream().filter(it -> it.parties().to().value().equals(number)).toList();
    assertThat(gone).isNotEmpty();
    assertThat(keysOf(number)).isPositive();

    gone.forEach(message -> {
      truth.erase(message.id().value());
      again.follow(List.of(new Write.Erased(message)));
    });

    assertSame(again, truth, 20);
    await(() -> truth.erased(1).isEmpty());
    assertThat(keysOf(number)).isZero();
    assertSame(again, truth, 20);
  }

  private int keysOf(String number) throws IOException {
    int found = 0;
    for (var file : files()) {
      try (var segment = Segment.open(file)) {
        var chunk = SegmentLoading.load(segment);
        var octets = ByteBuffer.wrap(Files.readAllBytes(file));
        octets.order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + 8 <= octets.limit(); at++) {
          found += octets.getLong(at) == AddressKey.of(number) ? 1 : 0;
        }
        assertThat(chunk.count()).isLessThanOrEqualTo(segment.rowCount());
      }
    }
    return found;
  }

  @Test
  void anEraseThatWasMissedIsMadeUpFor() throws Exception {
    var index = open(folder, truth, SMALL);
    add(index, 200);
    close(index);
    for (var message : truth.all().subList(20, 60)) {
      truth.erase(message.id().value());
    }

    var again = open(folder, truth, SMALL);

    await(() -> truth.erased(1).isEmpty());
    assertSame(again, truth, 30);
  }
}
