package io.carillon.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.model.AccountId;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Id;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.port.WordIndex;
import io.carillon.model.port.WordIndex.Standing;
import io.carillon.model.port.WordIndex.Worded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every store keeps of words.
public interface WordsContract {
  AccountId OTHER = new AccountId(new Id(7, 7));

  /// A new, empty store, the same for one test.
  Ports ports();

  private WordIndex words() {
    return ports().words();
  }

  private Message keep(Samples samples, String text) throws InterruptedException {
    return ports().keep(samples.message(new Content.Text(text)));
  }

  private static Id edge(Samples samples) {
    return samples.id().value();
  }

  private static Standing until(AccountId account, Id until) {
    return new Standing(account, new Id(0, 0), until, true, true);
  }

  private static Worded worded(Message message, String... words) {
    return new Worded(message.id(), message.state().rev(), Set.of(words));
  }

  private void put(AccountId account, Id until, Worded... some) throws InterruptedException {
    assertThat(words().put(until(account, until), List.of(some), Duration.ZERO)).isPresent();
  }

  private List<MessageId> find(AccountId account, String... words) {
    return words().find(account, Set.of(words), Optional.empty(), 100).messages();
  }

  @Test
  default void findsWhatHasAllWordsTheNewestFirst() throws InterruptedException {
    var samples = new Samples(36);
    var one = keep(samples, "red apple");
    var two = keep(samples, "green apple");
    var three = keep(samples, "red apple pie");
    words().begin(Samples.ACCOUNT, edge(samples));

    put(
        Samples.ACCOUNT,
        edge(samples),
        worded(one, "red", "apple"),
        worded(two, "green", "apple"),
        worded(three, "red", "apple", "pie"));

    assertThat(find(Samples.ACCOUNT, "apple")).containsExactly(three.id(), two.id(), one.id());
    assertThat(find(Samples.ACCOUNT, "apple", "red")).containsExactly(three.id(), one.id());
    assertThat(find(Samples.ACCOUNT, "pie", "green")).isEmpty();
    assertThat(find(Samples.ACCOUNT, "pear")).isEmpty();
    assertThat(find(OTHER, "apple")).isEmpty();
  }

  @Test
  default void tellsHowFarItHasCome() throws InterruptedException {
    var samples = new Samples(36);
    var edge = edge(samples);
    assertThat(words().standings()).isEmpty();

    words().begin(Samples.ACCOUNT, edge);
    words().begin(Samples.ACCOUNT, edge(samples));

    assertThat(words().standings())
        .containsExactly(new Standing(Samples.ACCOUNT, edge, edge, false, true));
    var next = new Standing(Samples.ACCOUNT, new Id(1, 2), edge(samples), true, true);
    assertThat(words().put(next, List.of(), Duration.ZERO)).isPresent();
    assertThat(words().standings()).containsExactly(next);
    assertThat(words().standing(Samples.ACCOUNT)).contains(next);
    assertThat(words().standing(OTHER)).isEmpty();
  }

  @Test
  default void keepsNothingForWhoDidNotBegin() throws InterruptedException {
    var samples = new Samples(36);
    var one = keep(samples, "red apple");

    var done =
        words()
            .put(
                until(Samples.ACCOUNT, edge(samples)),
                List.of(worded(one, "apple")),
                Duration.ZERO);

    assertThat(done).isEmpty();
    assertThat(find(Samples.ACCOUNT, "apple")).isEmpty();
    assertThat(words().standings()).isEmpty();
  }

  @Test
  default void goesOnWhereAPageEnded() throws InterruptedException {
    var samples = new Samples(36);
    words().begin(Samples.ACCOUNT, edge(samples));
    var all = new ArrayList<MessageId>();
    var some = new ArrayList<Worded>();
    for (int i = 0; i < 7; i++) {
      var message = keep(samples, "many");
      all.addFirst(message.id());
      some.add(worded(message, "many", "number" + i));
    }
    put(Samples.ACCOUNT, edge(samples), some.toArray(Worded[]::new));

    var seen = new ArrayList<MessageId>();
    var below = Optional.<Id>empty();
    int pages = 0;
    do {
      var page = words().find(Samples.ACCOUNT, Set.of("many"), below, 3);
      assertThat(page.messages()).hasSizeLessThanOrEqualTo(3);
      seen.addAll(page.messages());
      below = page.below();
      pages++;
    } while (below.isPresent());

    assertThat(seen).isEqualTo(all);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  default void leavesOutWhatChangedSinceItWasRead() throws InterruptedException {
    var samples = new Samples(36);
    var read = keep(samples, "secret");
    words().begin(Samples.ACCOUNT, edge(samples));
    var now = ports().change(read, redacted(read));

    put(Samples.ACCOUNT, edge(samples), worded(read, "secret"));

    assertThat(find(Samples.ACCOUNT, "secret")).isEmpty();
    assertThat(words().again(Samples.ACCOUNT, 10)).containsExactly(read.id());
    put(Samples.ACCOUNT, edge(samples), worded(now));
    assertThat(words().again(Samples.ACCOUNT, 10)).isEmpty();
  }

  @Test
  default void dropsWhatARedactionTookInTheSameCommit() throws InterruptedException {
    var samples = new Samples(36);
    var one = keep(samples, "secret");
    words().begin(Samples.ACCOUNT, edge(samples));
    put(Samples.ACCOUNT, edge(samples), worded(one, "secret"));
    assertThat(find(Samples.ACCOUNT, "secret")).containsExactly(one.id());

    ports().change(one, redacted(one));

    assertThat(find(Samples.ACCOUNT, "secret")).isEmpty();
  }

  @Test
  default void asksForTheWordsOfWhatWasRewritten() throws InterruptedException {
    var samples = new Samples(36);
    var one = keep(samples, "monday");
    words().begin(Samples.ACCOUNT, edge(samples));
    put(Samples.ACCOUNT, edge(samples), worded(one, "monday"));

    var now = ports().change(one, said(one, "tuesday"));

    assertThat(find(Samples.ACCOUNT, "monday")).isEmpty();
    assertThat(words().again(Samples.ACCOUNT, 10)).containsExactly(one.id());
    put(Samples.ACCOUNT, edge(samples), worded(now, "tuesday"));
    assertThat(find(Samples.ACCOUNT, "tuesday")).containsExactly(one.id());
    assertThat(words().again(Samples.ACCOUNT, 10)).isEmpty();
  }

  @Test
  default void dropsWhatWasDeleted() throws InterruptedException {
    var samples = new Samples(36);
    var one = keep(samples, "secret");
    words().begin(Samples.ACCOUNT, edge(samples));
    put(Samples.ACCOUNT, edge(samples), worded(one, "secret"));

    ports().commits().write(Samples.inside(new Write.Erased(one)));
    assertThat(find(Samples.ACCOUNT, "secret")).isEmpty();

    put(Samples.ACCOUNT, edge(samples), worded(one, "secret"));
    assertThat(find(Samples.ACCOUNT, "secret")).isEmpty();
    assertThat(words().again(Samples.ACCOUNT, 10)).isEmpty();
  }

  @Test
  default void dropsAllOfAnAccountInSteps() throws InterruptedException {
    var samples = new Samples(36);
    words().begin(Samples.ACCOUNT, edge(samples));
    words().begin(OTHER, edge(samples));
    var one = keep(samples, "apple");
    put(Samples.ACCOUNT, edge(samples), worded(one, "apple"));

    assertThat(words().drop(Samples.ACCOUNT)).isPresent();

    assertThat(find(Samples.ACCOUNT, "apple")).isEmpty();
    while (words().drop(Samples.ACCOUNT).isPresent()) {
      assertThat(find(Samples.ACCOUNT, "apple")).isEmpty();
    }
    assertThat(words().standings()).extracting(Standing::account).containsExactly(OTHER);
  }

  @Test
  default void refusesToFindByNothing() {
    assertThatThrownBy(() -> words().find(Samples.ACCOUNT, Set.of(), Optional.empty(), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Message redacted(Message message) {
    return said(message, "");
  }

  private static Message said(Message message, String text) {
    return Samples.changed(message.with(new Content.Text(text), Keepsake.NONE), message.state());
  }
}
