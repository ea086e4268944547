package io.carillon.engine.search;

import static io.carillon.testkit.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.comply.Policy;
import io.carillon.model.Author;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Direction;
import io.carillon.model.Id;
import io.carillon.model.Keepsake;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.Occasion;
import io.carillon.model.port.History.Filter;
import io.carillon.model.port.History.Kinds;
import io.carillon.model.port.History.Period;
import io.carillon.model.port.History.Times;
import io.carillon.model.port.WordIndex.Standing;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.MemoryMeters;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is found by words, and when.
class IndexingTest {
  private static final Duration LATER = Indexing.DISTANCE.plus(Indexing.LOOK);

  private final ManualClock clock = new ManualClock(Samples.START.plus(Duration.ofDays(1)));
  private final MemoryStore store = MemoryStore.atOnce();
  private final Policy<SearchPolicy> policy = SearchPolicy.policy();
  private final MemoryMeters meters = new MemoryMeters();
  private Indexing indexing = indexing();
  private final Finding finding =
      new Finding(store.accounts()::directory, policy, store.words(), store.messages());
  private int sequence;

  private Indexing indexing() {
    var sources = new Indexing.Sources(store.words(), store.history(), store.messages(), clock);
    return new Indexing(store.accounts()::directory, policy, sources, meters);
  }

  @BeforeEach
  void openAccount() throws InterruptedException {
    var by = new Occasion(clock.now(), Author.SERVER);
    var enrolled = new Write.Enrolled(new Entry.OfAccount(Samples.account()), by);
    assertThat(store.commits().write(Samples.inside(enrolled))).isEqualTo(new Result.Done());
  }

  private void choose(String word) {
    policy.adopt(Map.of("bodies", word));
  }

  /// A message that is accepted now.
  private Message keep(String text) throws InterruptedException {
    return keep(new Content.Text(text));
  }

  private Message keep(Content content) throws InterruptedException {
    var id = new MessageId(Id.v7(clock.now().toEpochMilli(), sequence++ & 0xFFF, sequence));
    var like = new Samples(1).message(content);
    var message =
        new Message(
            id,
            like.parties(),
            like.content(),
            like.terms(),
            like.bill(),
            like.origin(),
            like.state());
    assertThat(store.commits().write(Samples.accept(message))).isEqualTo(new Result.Done());
    return message;
  }

  private void rounds() throws InterruptedException {
    clock.advance(LATER);
    indexing.round();
    clock.advance(LATER);
    indexing.round();
  }

  private List<MessageId> found(String words) {
    return found(Filter.of(ACCOUNT), words);
  }

  private List<MessageId> found(Filter filter, String words) {
    var seen = new ArrayList<MessageId>();
    var after = Optional.<MessageId>empty();
    do {
      var answer = finding.page(filter, words, after, 3);
      assertThat(answer).isInstanceOf(Finding.Answer.Found.class);
      var page = ((Finding.Answer.Found) answer).page();
      page.messages().forEach(message -> seen.add(message.id()));
      after = page.behind();
    } while (after.isPresent());
    return seen;
  }

  @Test
  void findsWhatCameBeforeAndAfterTheChoice() throws Exception {
    var before = keep("Your parcel is here");
    clock.advance(Duration.ofHours(1));
    choose("on");
    indexing.round();
    clock.advance(LATER);
    var after = keep("Another PARCEL, another day");
    rounds();

    assertThat(found("parcel")).containsExactly(after.id(), before.id());
    assertThat(found("another parcel")).containsExactly(after.id());
    assertThat(found("parcel letter")).isEmpty();
    assertThat(store.words().standings()).singleElement().matches(Standing::isFilled);
  }

  @Test
  void findsEachOfManyOnceHoweverOftenItIsStarted() throws Exception {
    var all = new ArrayList<MessageId>();
    for (int i = 0; i < 350; i++) {
      clock.advance(Duration.ofMillis(700));
      all.addFirst(keep("number " + i + " parcel").id());
    }
    choose("on");
    for (int i = 0; i < 40; i++) {
      clock.advance(Duration.ofMillis(900));
      all.addFirst(keep("late number " + i + " parcel").id());
      indexing = indexing();
      indexing.round();
    }
    rounds();

    assertThat(found("parcel")).isEqualTo(all);
    assertThat(found("late parcel")).isEqualTo(all.subList(0, 40));
    assertThat(found("number 7")).hasSize(2);
  }

  @Test
  void leavesAloneWhatIsYoungerThanItsDistance() throws Exception {
    choose("on");
    indexing.round();
    keep("parcel");
    clock.advance(Indexing.DISTANCE.minusSeconds(1));
    indexing.round();

    assertThat(found("parcel")).isEmpty();
  }

  @Test
  void keepsNothingForWhoDidNotChoose() throws Exception {
    keep("parcel");
    rounds();

    assertThat(store.words().standings()).isEmpty();
    assertThat(finding.page(Filter.of(ACCOUNT), "parcel", Optional.empty(), 3))
        .isInstanceOfSatisfying(
            Finding.Answer.Refused.class,
            no -> assertThat(no.refusal().detail()).contains("policy search"));
  }

  @Test
  void dropsAllWhenTheChoiceIsTakenBackAndFillsInAnewLater() throws Exception {
    var kept = keep("parcel");
    choose("on");
    rounds();
    assertThat(found("parcel")).containsExactly(kept.id());

    choose("off");
    rounds();
    assertThat(store.words().standings()).isEmpty();

    choose("on");
    assertThat(found("parcel")).isEmpty();
    rounds();
    assertThat(found("parcel")).containsExactly(kept.id());
  }

  @Test
  void findsWhatWasRewrittenByItsNewWordsAndWhatWasRedactedNotAtAll() throws Exception {
    var rewritten = keep("parcel one");
    var redacted = keep("parcel two");
    choose("on");
    rounds();

    change(rewritten, rewritten.with(new Content.Text("letter one"), Keepsake.NONE));
    change(redacted, redacted.redacted());
    assertThat(found("parcel")).isEmpty();
    rounds();

    assertThat(found("parcel")).isEmpty();
    assertThat(found("letter")).containsExactly(rewritten.id());
    assertThat(found("one")).containsExactly(rewritten.id());
    assertThat(found("two")).isEmpty();
  }

  private void change(Message before, Message next) throws InterruptedException {
    var after = Samples.changed(next, before.state());
    assertThat(store.commits().write(Samples.change(before, after))).isEqualTo(new Result.Done());
  }

  @Test
  void findsNothingInWhatIsSealedForAReader() throws Exception {
    keep(new Content.Sealed("parcel.parcel.parcel.parcel.parcel"));
    choose("on");
    rounds();

    assertThat(found("parcel")).isEmpty();
  }

  @Test
  void heedsTheOtherFilters() throws Exception {
    var one = keep("parcel");
    clock.advance(Duration.ofHours(1));
    keep("parcel");
    choose("on");
    rounds();

    var inbound = new Kinds(Set.of(Direction.INBOUND), Set.of(), Set.of());
    assertThat(found(Filter.of(ACCOUNT).with(inbound), "parcel")).isEmpty();
    var middle = clock.now().minus(Duration.ofMinutes(30));
    assertThat(found(Filter.of(ACCOUNT).with(accepted(Optional.empty(), middle)), "parcel"))
        .as("by the moment in the id first, and by that of the message itself then")
        .containsExactly(one.id());
  }

  private static Times accepted(Optional<Instant> from, Instant until) {
    return new Times(new Period(from, Optional.of(until)), Period.ANY);
  }

  @Test
  void refusesWhatHasNoWordAndWhatHasTooMany() {
    choose("on");
    for (var asked : List.of("", " ?! ", "a b c d e f g h i j k l m n o p q r s t u")) {
      assertThat(finding.page(Filter.of(ACCOUNT), asked, Optional.empty(), 3))
          .isInstanceOf(Finding.Answer.Refused.class);
    }
  }

  @Test
  void tellsHowFarItIsBehind() throws Exception {
    choose("on");
    indexing.round();
    clock.advance(Duration.ofMinutes(2));
    store.unreadable(true);
    try {
      indexing.round();
    } catch (RuntimeException _) {
      store.unreadable(false);
    }
    keep("parcel");
    rounds();

    assertThat(meters.shown("search.lag")).isEqualTo(10);
    assertThat(meters.counted("search.messages")).isEqualTo(1);
  }
}
