package io.carillon.sandbox.smsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.sandbox.smsc.Kept.Ends;
import io.carillon.wire.smpp.SmppAddress;
import io.carillon.wire.text.Octets;
import io.carillon.wire.text.Udh.Concat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalTest {
  private static final long LARGE = 1L << 30;
  private static final Ends ENDS =
      new Ends(SmppAddress.alphanumeric("Müller"), SmppAddress.international("14155551234"));

  @TempDir private Path folder;

  /// What a journal told when it was opened.
  private static final class Heard implements Records.Replay {
    private final List<Kept> kept = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    @Override
    public void kept(Kept one) {
      kept.add(one);
    }

    @Override
    public void done(long id, int deliveries) {
      notes.add(id + " done " + deliveries);
    }

    @Override
    public void settled(long id) {
      notes.add(id + " settled");
    }

    List<Long> ids() {
      return kept.stream().map(Kept::id).toList();
    }
  }

  private static Taken taken(long id) {
    var piece =
        new Taken.Piece(
            0,
            Taken.Piece.tables((int) id % 3, 5),
            Octets.of((byte) id, (byte) 2),
            new Concat(255, 3, 2));
    return new Taken(id, 1_767_225_600_000L + id, ENDS, new Taken.Terms(0x11, -1), piece);
  }

  private static List<byte[]> records(Kept... kept) {
    return Arrays.stream(kept).map(Records::kept).toList();
  }

  private Path file() {
    return folder.resolve("taken.log");
  }

  private Heard heard() throws IOException {
    var heard = new Heard();
    new Journal(folder, LARGE, 10, heard).close();
    return heard;
  }

  @Test
  void readsBackWhatItWrote() throws Exception {
    var written = new Written(2, 7, ENDS.reversed(), "Grüße 👋");
    try (var journal = new Journal(folder, LARGE, 10, new Heard())) {
      journal.appendSynced(records(taken(1), written));
      journal.append(List.of(Records.done(1, 2), Records.settled(2)));
    }

    var heard = heard();

    assertThat(heard.kept).containsExactly(taken(1), written);
    assertThat(heard.notes).containsExactly("1 done 2", "2 settled");
  }

  @Test
  void losesOnlyTheLastRecordWhereverTheFileIsTorn() throws Exception {
    long whole;
    long before;
    try (var journal = new Journal(folder, LARGE, 10, new Heard())) {
      journal.appendSynced(records(taken(1), taken(2)));
      before = journal.size();
      journal.appendSynced(records(taken(3)));
      whole = journal.size();
    }
    var bytes = Files.readAllBytes(file());
    assertThat(bytes).hasSize((int) whole);

    for (int length = (int) before; length < whole; length++) {
      Files.write(file(), Arrays.copyOf(bytes, length));
      var heard = new Heard();
      try (var journal = new Journal(folder, LARGE, 10, heard)) {
        assertThat(heard.ids()).containsExactly(1L, 2L);
        journal.appendSynced(records(taken(4)));
      }
      assertThat(heard().ids()).containsExactly(1L, 2L, 4L);
    }
  }

  @Test
  void stopsAtAFlippedBitAndWritesOnFromThere() throws Exception {
    long first;
    try (var journal = new Journal(folder, LARGE, 10, new Heard())) {
      journal.append(records(taken(1)));
      first = journal.size();
      journal.append(records(taken(2), taken(3)));
    }
    var bytes = Files.readAllBytes(file());
    bytes[(int) first + 12] ^= 4;
    Files.write(file(), bytes);

    var heard = new Heard();
    try (var journal = new Journal(folder, LARGE, 10, heard)) {
      journal.append(records(taken(4)));
    }

    assertThat(heard.ids()).containsExactly(1L);
    assertThat(heard().ids()).containsExactly(1L, 4L);
  }

  @Test
  void neverFailsOnRandomOctets() throws Exception {
    var random = new Random(20_260_101);
    for (int round = 0; round < 200; round++) {
      var octets = new byte[random.nextInt(400)];
      random.nextBytes(octets);
      if (octets.length > 4 && random.nextBoolean()) {
        Arrays.fill(octets, 0, 3, (byte) 0);
      }
      Files.write(file(), octets);

      assertThat(heard().kept).isEmpty();
    }
  }

  @Test
  void recordsOfNoSenseSayNothing() {
    var random = new Random(20_260_102);
    for (int round = 0; round < 20_000; round++) {
      var body = new byte[Records.LENGTH_MIN + random.nextInt(80)];
      random.nextBytes(body);
      body[0] = (byte) random.nextInt(6);

      Records.tell(body, new Heard());
    }
  }

  @Test
  void whatIsOwedAndTheNewestSurviveARewriting() throws Exception {
    var written = new Written(3, 7, ENDS.reversed(), "Hi");
    var heard = new Heard();
    try (var journal = new Journal(folder, 30_000, 10, heard)) {
      journal.appendSynced(records(taken(1), taken(2), written));
      journal.append(List.of(Records.done(1, 1)));
      for (long id = 10; id < 1_000; id++) {
        journal.appendSynced(List.of(Records.kept(taken(id)), Records.settled(id)));
        assertThat(journal.size()).isLessThan(30_000 + 200);
      }
    }

    var after = heard();

    assertThat(after.kept).startsWith(taken(1), taken(2), written);
    assertThat(after.notes).contains("1 done 1").doesNotContain("1 settled");
    assertThat(after.ids())
        .containsAll(LongStream.range(990, 1_000).boxed().toList())
        .doesNotContain(10L, 11L, 12L);
    try (var names = Files.list(folder)) {
      assertThat(names).containsExactly(file());
    }
  }

  @Test
  void growsWhereAllOfItIsOwed() throws Exception {
    var ids = LongStream.range(1, 300).boxed().toList();
    try (var journal = new Journal(folder, 1_000, 1, new Heard())) {
      for (long id : ids) {
        journal.append(records(taken(id)));
      }
    }

    assertThat(heard().ids()).isEqualTo(ids);
  }

  @Test
  void aRewritingThatDiedHalfwayIsForgotten() throws Exception {
    try (var journal = new Journal(folder, LARGE, 10, new Heard())) {
      journal.appendSynced(records(taken(1)));
    }
    Files.write(folder.resolve("taken.new"), new byte[] {0, 0, 0, 9}, StandardOpenOption.CREATE);

    try (var journal = new Journal(folder, 1, 10, new Heard())) {
      journal.appendSynced(records(taken(2)));
      journal.appendSynced(records(taken(3)));
    }

    assertThat(heard().ids()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void manyWritersLoseNothingAndShareTheirSyncs() throws Exception {
    int writers = 16;
    int each = 50;
    try (var journal = new Journal(folder, 20_000, writers * each, new Heard());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<java.util.concurrent.Future<?>>();
      for (int writer = 0; writer < writers; writer++) {
        long from = 1 + (long) writer * each;
        results.add(
            threads.submit(() -> {
              for (long id = from; id < from + each; id++) {
                journal.appendSynced(records(taken(id)));
              }
              return null;
            }));
      }
      for (var result : results) {
        result.get();
      }
      assertThat(journal.syncs()).isLessThanOrEqualTo((long) writers * each);
    }

    assertThat(heard().ids())
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, (long) writers * each).boxed().toList());
  }

  @Test
  void takesNothingOnceItIsClosed() throws Exception {
    var journal = new Journal(folder, LARGE, 10, new Heard());
    journal.close();
    journal.close();

    assertThatThrownBy(() -> journal.append(records(taken(1)))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> journal.appendSynced(records(taken(1))))
        .isInstanceOf(IOException.class);
  }
}
