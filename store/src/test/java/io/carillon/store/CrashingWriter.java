package io.carillon.store;

import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Message;
import io.carillon.testkit.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// A process that writes until it is killed, and says of each commit, once it is told that it is
/// done: the message's id and how far it is. Its arguments: the data folder and a seed. Ends with
/// code 3 where the store must stop. `-Dwriter.text=N` makes the texts so long.
final class CrashingWriter {
  private static final int WRITERS = 8;
  private static final Duration AT_MOST = Duration.ofSeconds(30);
  private static final int STOPPED = 3;
  private static final Content TEXT =
      new Content.Text("a".repeat(Integer.getInteger("writer.text", 12)));

  private final Store store;

  private CrashingWriter(Store store) {
    this.store = store;
  }

  public static void main(String[] args) throws Exception {
    var folder = new StoreSettings.Sqlite(Path.of(args[0]));
    var writer = new CrashingWriter(Store.open(folder, _ -> Runtime.getRuntime().halt(STOPPED)));
    long seed = Long.parseLong(args[1]);
    var ended = new CountDownLatch(WRITERS);
    for (int i = 0; i < WRITERS; i++) {
      long own = seed * WRITERS + i;
      Thread.ofVirtual()
          .start(() -> {
            try {
              writer.live(new Samples(own));
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            } finally {
              ended.countDown();
            }
          });
    }
    ended.await();
  }

  private void live(Samples samples) throws InterruptedException {
    long end = System.nanoTime() + AT_MOST.toNanos();
    while (System.nanoTime() - end < 0) {
      var message = samples.message(TEXT);
      told(store.commits().write(Samples.accept(message)), message);
      var claimed = Samples.claimed(message, 1, Samples.START);
      told(store.commits().write(Samples.change(message, claimed)), claimed);
      var sent = Samples.sent(claimed, Samples.START, message.id().value().uuid());
      var owed = new Write.Owed(Samples.notice(sent, 1, Samples.START));
      told(store.commits().write(Samples.change(claimed, sent, owed)), sent);
    }
  }

  private static void told(Result result, Message message) {
    if (!(result instanceof Result.Done)) {
      throw new IllegalStateException("not written: " + result);
    }
    System.out.println("done " + message.id().value().uuid() + " " + message.state().rev());
  }
}
