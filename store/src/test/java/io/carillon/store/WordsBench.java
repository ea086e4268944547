package io.carillon.store;

import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.port.WordIndex.Standing;
import io.carillon.model.port.WordIndex.Worded;
import io.carillon.testkit.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// Measures how fast words are kept and messages found by them; not a test: `folder [messages]`,
/// each of which has twenty words. The folder must not exist.
final class WordsBench {
  private static final int WORDS = 20;
  private static final int AT_ONCE = 50;
  private static final int TRIES = 200;
  private static final int VOCABULARY = 50_000;

  private WordsBench() {}

  public static void main(String[] args) throws Exception {
    var folder = Files.createDirectory(Path.of(args[0]));
    int messages = Integer.parseInt(args[1]);
    Opened.keyed(folder);
    try (var store = Store.open(new StoreSettings.Sqlite(folder), folder, _ -> {})) {
      fill(store, messages);
      System.out.printf("files %,d octets%n", Files.size(folder.resolve("carillon.db")));
      find(store, "one rare word (5 messages)", Set.of("rare"));
      find(store, "one frequent word (all messages)", Set.of("all"));
      find(store, "a rare and a frequent one", Set.of("rare", "all"));
      find(store, "two frequent ones (all, every second)", Set.of("all", "half"));
      find(store, "frequent ones that never meet (odd, even)", Set.of("half", "other"));
    }
  }

  private static void fill(Store store, int messages) throws InterruptedException {
    var samples = new Samples(36);
    var chance = new SplittableRandom(36);
    var words = store.words();
    words.begin(Samples.ACCOUNT, new Id(-1, -1));
    long keeping = 0;
    long worst = 0;
    for (int from = 0; from < messages; from += AT_ONCE) {
      var some = new ArrayList<Message>();
      for (int i = 0; i < AT_ONCE; i++) {
        some.add(samples.message(new Content.Text("words")));
      }
      var added = some.stream().<Write>map(Write.Added::new).toArray(Write[]::new);
      store.commits().write(Samples.inside(added));
      var worded = new ArrayList<Worded>();
      for (int i = 0; i < AT_ONCE; i++) {
        var number = from + i;
        worded.add(
            new Worded(
                some.get(i).id(),
                some.get(i).state().rev(),
                of(number, number % Math.max(1, messages / 5) == 0, chance)));
      }
      long begun = System.nanoTime();
      words.put(standing(), worded, Duration.ZERO);
      long took = System.nanoTime() - begun;
      keeping += took;
      worst = Math.max(worst, took);
    }
    System.out.printf(
        "kept %,d words of %,d messages: %.1f µs a word, longest step of %d messages %.1f ms%n",
        (long) messages * WORDS, messages, keeping / 1e3 / messages / WORDS, AT_ONCE, worst / 1e6);
  }

  private static Standing standing() {
    return new Standing(Samples.ACCOUNT, new Id(0, 0), new Id(-1, -1), true, true);
  }

  private static Set<String> of(int number, boolean rare, SplittableRandom chance) {
    var words = new HashSet<>(Set.of("all", number % 2 == 0 ? "half" : "other"));
    if (rare) {
      words.add("rare");
    }
    while (words.size() < WORDS) {
      words.add("word" + chance.nextInt(VOCABULARY));
    }
    return words;
  }

  private static void find(Store store, String name, Set<String> words) {
    var took = new long[TRIES];
    int found = 0;
    boolean more = false;
    for (int i = 0; i < TRIES; i++) {
      long begun = System.nanoTime();
      var page = store.words().find(Samples.ACCOUNT, words, Optional.empty(), 100);
      took[i] = System.nanoTime() - begun;
      found = page.messages().size();
      more = page.below().isPresent();
    }
    Arrays.sort(took);
    System.out.printf(
        "%s: %d found%s, median %.2f ms, worst but two %.2f ms%n",
        name, found, more ? " and more" : "", took[TRIES / 2] / 1e6, took[TRIES - 3] / 1e6);
  }
}
