package io.carillon.testkit;

import static io.carillon.testkit.Samples.ACCOUNT;
import static io.carillon.testkit.Samples.START;
import static io.carillon.testkit.Samples.inside;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Entry;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Result;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Consent.Reach;
import io.carillon.model.Conversation;
import io.carillon.model.Conversation.Care;
import io.carillon.model.Conversation.Line;
import io.carillon.model.Conversation.Party;
import io.carillon.model.Conversation.State;
import io.carillon.model.ConversationNote;
import io.carillon.model.Direction;
import io.carillon.model.Event;
import io.carillon.model.Id;
import io.carillon.model.port.Conversations;
import io.carillon.model.port.Conversations.Filter;
import io.carillon.model.port.Conversations.Kept;
import io.carillon.model.port.Conversations.Place;
import io.carillon.model.port.History.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// How every store keeps conversations: messages make and refresh them, whoever changes one knows
/// it as it is, and what was noted goes with it.
public interface ConversationsContract {
  /// Who writes to the account.
  Address ADA = Address.phone("+14155552671");

  /// And another.
  Address BOB = Address.phone("+14155552672");

  /// Through what.
  Party SHOP = new Party(ACCOUNT, Reach.of(Address.phone("+14155550100")));

  /// The store under test: the same one for the whole of one test, fresh for each.
  Ports ports();

  private Conversations conversations() {
    return ports().conversations();
  }

  private static Line line(Party party, Address person, Direction direction, int second) {
    var message = new Samples(second).id();
    var at = START.plusSeconds(second);
    return new Line(party, person, message, Channel.SMS, direction, at);
  }

  private static Line from(Address person, int second) {
    return line(SHOP, person, Direction.INBOUND, second);
  }

  private static Line to(Address person, int second) {
    return line(SHOP, person, Direction.OUTBOUND, second);
  }

  private Result write(Write... writes) throws InterruptedException {
    return ports().commits().write(inside(writes));
  }

  private Result tend(Conversation read, Write... writes) throws InterruptedException {
    var guards = List.<Guard>of(Guard.AsRead.of(read));
    return ports().commits().write(new Commit(Urgency.ACCEPT, guards, List.of(writes)));
  }

  private Conversation with(Address person) {
    return all(Filter.of(ACCOUNT).of(person)).getFirst();
  }

  private List<Conversation> all(Filter filter) {
    return conversations().page(filter, Optional.empty(), 100).conversations();
  }

  private static Conversation labelled(Conversation read, String... labels) {
    var care = new Care(State.CLOSED, "user_1", Set.of(labels), read.care().read(), 0);
    return read.with(read.tail().read(), care, START.plusSeconds(90));
  }

  private static ConversationNote note(Conversation beside, int number, String text) {
    return new ConversationNote(
        new Id(number, 1), ACCOUNT, beside.id(), "key key_1", text, START, START);
  }

  /// What a person writes begins a conversation, and what is written next belongs to it.
  @Test
  default void messagesMakeAndRefreshAConversation() throws Exception {
    write(new Write.Threaded(from(ADA, 1)));
    write(new Write.Threaded(to(ADA, 2)), new Write.Threaded(from(ADA, 3)));

    var one = with(ADA);

    assertThat(one.id()).isEqualTo(from(ADA, 1).message().value());
    assertThat(one.party()).isEqualTo(SHOP);
    assertThat(one.tail().unread()).isEqualTo(2);
    assertThat(one.tail().last().message()).isEqualTo(from(ADA, 3).message());
    assertThat(one.tail().outbound()).contains(to(ADA, 2).message());
    assertThat(one.tail().heard()).containsEntry(Channel.SMS, START.plusSeconds(3));
    assertThat(one.care()).isEqualTo(Care.NONE);
    assertThat(one.life().created()).isEqualTo(START.plusSeconds(1));
    assertThat(one.life().rev()).isEqualTo(3);
    assertThat(conversations().find(ACCOUNT, one.id())).contains(one);
    assertThat(conversations().find(new AccountId(new Id(9, 9)), one.id())).isEmpty();
  }

  @Test
  default void conversationsAreFoundByBetweenWhomTheyAre() throws Exception {
    write(new Write.Threaded(from(ADA, 1)), new Write.Threaded(from(BOB, 2)));
    var ada = new Conversations.Meeting(SHOP, ADA);
    var bob = new Conversations.Meeting(SHOP, BOB);
    var elsewhere = new Party(ACCOUNT, Reach.of(Address.phone("+14155550999")));
    var nobody = new Conversations.Meeting(elsewhere, ADA);

    assertThat(conversations().between(ACCOUNT, Set.of(ada, nobody)))
        .containsExactly(Map.entry(ada, with(ADA)));
    assertThat(conversations().between(ACCOUNT, Set.of(ada, bob)).keySet())
        .containsExactlyInAnyOrder(ada, bob);
    assertThat(conversations().between(new AccountId(new Id(9, 9)), Set.of(ada))).isEmpty();
  }

  /// What a message brings is laid over what the conversation bears, as far as it fits, in whatever
  /// order the rows of its commit stand; the message counts once.
  @Test
  default void aMessageMayBringLabels() throws Exception {
    var first = from(ADA, 1);
    write(new Write.Threaded(first), new Write.Threaded(first.with(Set.of("vip", "sales"))));
    assertThat(with(ADA).care().labels()).containsExactlyInAnyOrder("vip", "sales");
    assertThat(with(ADA).tail().unread()).isEqualTo(1);

    var second = from(ADA, 2);
    var more = new HashSet<String>();
    for (int i = 10; i < 40; i++) {
      more.add("label" + i);
    }
    write(new Write.Threaded(second.with(more)), new Write.Threaded(second));

    assertThat(with(ADA).care().labels())
        .hasSize(Conversation.LABELS_MAX)
        .contains("vip", "sales", "label10", "label27")
        .doesNotContain("label28");
    assertThat(with(ADA).tail().unread()).isEqualTo(2);
    assertThat(ports().books().feed().after(ACCOUNT, 0, 9))
        .extracting(kept -> kept.event().kind())
        .containsExactly(
            Event.Kind.CONVERSATION_OPENED,
            Event.Kind.CONVERSATION_LABELED,
            Event.Kind.CONVERSATION_LABELED);
  }

  /// Many that meet in one group are counted each.
  @Test
  default void messagesOfOneGroupAreAllTakenIn() throws Exception {
    var commits = new ArrayList<Commit>();
    for (int second = 1; second <= 70; second++) {
      commits.add(inside(new Write.Threaded(from(second % 2 == 0 ? ADA : BOB, second))));
    }
    var results = new CompletableFuture<List<Result>>();
    ports().commits().hand(commits, results::complete);
    assertThat(results.get(20, TimeUnit.SECONDS)).containsOnly(new Result.Done());

    assertThat(with(ADA).tail().unread()).isEqualTo(35);
    assertThat(with(BOB).tail().unread()).isEqualTo(35);
    assertThat(with(BOB).life().rev()).isEqualTo(35);
  }

  /// Another sender, a pool, or another account is another conversation; another channel is not.
  @Test
  default void aConversationIsOneSendersWithOnePerson() throws Exception {
    var pool = new Party(ACCOUNT, Reach.ofPool(new Id(7, 7)));
    var elsewhere = new Party(new AccountId(new Id(5, 5)), SHOP.sender());
    var mms = new Line(SHOP, ADA, new Samples(2).id(), Channel.MMS, Direction.INBOUND, START);
    write(
        new Write.Threaded(from(ADA, 1)),
        new Write.Threaded(mms),
        new Write.Threaded(line(pool, ADA, Direction.INBOUND, 3)),
        new Write.Threaded(line(elsewhere, ADA, Direction.INBOUND, 4)));

    var ofAda = all(Filter.of(ACCOUNT).of(ADA));

    assertThat(ofAda)
        .extracting(one -> one.party().sender())
        .containsExactly(pool.sender(), SHOP.sender());
    assertThat(ofAda.getLast().tail().heard()).containsOnlyKeys(Channel.SMS, Channel.MMS);
    assertThat(ofAda.getLast().tail().last().channel()).isEqualTo(Channel.SMS);
    assertThat(all(Filter.of(elsewhere.account()))).hasSize(1);
  }

  /// When a person wrote last is known by channel, of each sender alone.
  @Test
  default void whenAPersonWroteLastIsKnownByChannel() throws Exception {
    var chat = new Line(SHOP, ADA, new Samples(2).id(), Channel.WHATSAPP, Direction.INBOUND, START);
    write(
        new Write.Threaded(from(ADA, 1)),
        new Write.Threaded(chat),
        new Write.Threaded(to(ADA, 3)),
        new Write.Threaded(to(BOB, 4)));

    assertThat(conversations().heard(SHOP, ADA))
        .containsOnly(entry(Channel.SMS, START.plusSeconds(1)), entry(Channel.WHATSAPP, START));
    assertThat(conversations().heard(SHOP, BOB)).isEmpty();
    var pool = new Party(ACCOUNT, Reach.ofPool(new Id(7, 7)));
    assertThat(conversations().heard(pool, ADA)).isEmpty();
    var elsewhere = new Party(new AccountId(new Id(5, 5)), SHOP.sender());
    assertThat(conversations().heard(elsewhere, ADA)).isEmpty();
    assertThat(all(Filter.of(ACCOUNT).of(ADA))).hasSize(1);
    assertThat(with(ADA).tail().unread()).isEqualTo(2);
  }

  /// Who changes one that has changed meanwhile is told so, and nothing of the commit stands.
  @Test
  default void whoeverChangesOneKnowsItAsItIs() throws Exception {
    write(new Write.Threaded(from(ADA, 1)));
    var read = with(ADA);
    write(new Write.Threaded(from(ADA, 2)));
    var late = labelled(read, "vip");

    assertThat(tend(read, new Write.Tended(late), new Write.Annotated(note(read, 1, "late"))))
        .isEqualTo(new Result.Overtaken(read.id()));
    assertThat(conversations().notes(ACCOUNT, read.id(), Optional.empty(), 10)).isEmpty();
    assertThat(with(ADA).care()).isEqualTo(Care.NONE);

    var now = with(ADA);
    var next = labelled(now, "vip", "refund");
    assertThat(tend(now, new Write.Tended(next))).isEqualTo(new Result.Done());
    assertThat(with(ADA)).isEqualTo(next);
  }

  /// Of two that change the same one at once, one comes first.
  @Test
  default void ofTwoChangesAtOnceOneIsTold() throws Exception {
    write(new Write.Threaded(from(ADA, 1)));
    var read = with(ADA);
    var commits = new ArrayList<Commit>();
    for (var label : List.of("one", "two")) {
      commits.add(
          new Commit(
              Urgency.ACCEPT,
              List.of(Guard.AsRead.of(read)),
              List.of(new Write.Tended(labelled(read, label)))));
    }
    var results = new CompletableFuture<List<Result>>();
    ports().commits().hand(commits, results::complete);

    assertThat(results.get(20, TimeUnit.SECONDS))
        .containsExactly(new Result.Done(), new Result.Overtaken(read.id()));
    assertThat(with(ADA).care().labels()).containsExactly("one");
  }

  /// What a person writes opens a closed one; what is written to them does not.
  @Test
  default void onlyThePersonOpensAClosedOne() throws Exception {
    write(new Write.Threaded(from(ADA, 1)));
    var read = with(ADA);
    tend(read, new Write.Tended(labelled(read)));
    write(new Write.Threaded(to(ADA, 2)));
    assertThat(with(ADA).care().state()).isEqualTo(State.CLOSED);

    write(new Write.Threaded(from(ADA, 3)));

    assertThat(with(ADA).care().state()).isEqualTo(State.OPEN);
    assertThat(with(ADA).care().assignee()).isEqualTo("user_1");
    assertThat(with(ADA).tail().unread()).isOne();
    assertThat(ports().books().feed().after(ACCOUNT, 0, 9))
        .extracting(kept -> kept.event().kind())
        .containsExactly(Event.Kind.CONVERSATION_OPENED, Event.Kind.CONVERSATION_OPENED);
  }

  /// The one with the last message comes first, page by page.
  @Test
  default void pagesFollowEachOther() throws Exception {
    for (int second = 1; second <= 9; second++) {
      write(new Write.Threaded(from(Address.phone("+1415555000" + second), second)));
    }
    var seen = new ArrayList<Conversation>();
    var behind = Optional.<Place>empty();
    do {
      var page = conversations().page(Filter.of(ACCOUNT), behind, 4);
      seen.addAll(page.conversations());
      behind = page.behind();
    } while (behind.isPresent());

    assertThat(seen).hasSize(9).doesNotHaveDuplicates();
    assertThat(seen).isSortedAccordingTo((one, other) -> Place.of(other).compareTo(Place.of(one)));
    var period = new Period(Optional.of(START.plusSeconds(3)), Optional.of(START.plusSeconds(6)));
    var active =
        new Filter(ACCOUNT, Optional.empty(), Optional.empty(), Kept.ANY, Optional.empty(), period);
    assertThat(all(active)).hasSize(3);
  }

  /// Filters let through what they say.
  @Test
  default void filtersHold() throws Exception {
    write(new Write.Threaded(from(ADA, 1)), new Write.Threaded(from(BOB, 2)));
    var read = with(ADA);
    tend(read, new Write.Tended(labelled(read, "vip")));
    var any = Optional.<String>empty();
    var filter = Filter.of(ACCOUNT);

    assertThat(all(filter.with(new Kept(Optional.of(State.CLOSED), any, any, Optional.empty()))))
        .containsExactly(with(ADA));
    assertThat(all(filter.with(new Kept(Optional.empty(), Optional.of(""), any, Optional.empty()))))
        .containsExactly(with(BOB));
    assertThat(
            all(filter.with(new Kept(Optional.empty(), any, Optional.of("vip"), Optional.empty()))))
        .containsExactly(with(ADA));
    assertThat(all(filter.with(new Kept(Optional.empty(), any, any, Optional.of(true)))))
        .containsExactly(with(BOB));
  }

  /// Notes stand beside their conversation, the newest first, until they are dropped.
  @Test
  default void notesStandBesideTheirConversation() throws Exception {
    write(new Write.Threaded(from(ADA, 1)));
    var one = with(ADA);
    var first = note(one, 1, "calls again on Monday \uD83D\uDCDE");
    var second = note(one, 2, "paid");
    tend(
        one,
        new Write.Tended(noted(one, 2)),
        new Write.Annotated(first),
        new Write.Annotated(second));
    var next = with(ADA);
    var changed = first.with("called", START.plusSeconds(5));
    tend(
        next,
        new Write.Tended(noted(next, 1)),
        new Write.Annotated(changed),
        new Write.Unannotated(second));

    assertThat(conversations().notes(ACCOUNT, one.id(), Optional.empty(), 10))
        .containsExactly(changed);
    assertThat(conversations().notes(ACCOUNT, one.id(), Optional.of(first.id()), 10)).isEmpty();
    assertThat(conversations().note(ACCOUNT, one.id(), first.id())).contains(changed);
    assertThat(conversations().note(ACCOUNT, one.id(), second.id())).isEmpty();
    assertThat(conversations().note(ACCOUNT, new Id(3, 3), first.id())).isEmpty();
    assertThat(with(ADA).care().notes()).isOne();
  }

  private static Conversation noted(Conversation read, int notes) {
    return read.with(read.tail(), read.care().withNotes(notes), START.plusSeconds(50));
  }

  /// Where the keys of what an account's messages say are destroyed, its notes are gone, too.
  @Test
  default void notesAreGoneWithTheKeysOfTheAccount() throws Exception {
    write(new Write.Threaded(from(ADA, 1)));
    var one = with(ADA);
    tend(one, new Write.Tended(noted(one, 1)), new Write.Annotated(note(one, 1, "a word")));

    write(new Write.Enrolled(new Entry.Shredded(ACCOUNT), Samples.OCCASION));

    assertThat(conversations().notes(ACCOUNT, one.id(), Optional.empty(), 10)).isEmpty();
    assertThat(with(ADA).care().notes()).isZero();
  }

  /// One whose messages are gone is found, and dropped unless it has changed.
  @Test
  default void oneWhoseMessagesAreGoneIsDropped() throws Exception {
    var message = ports().keep(new Samples(1).message());
    var stands = new Line(SHOP, BOB, message.id(), Channel.SMS, Direction.OUTBOUND, START);
    write(new Write.Threaded(from(ADA, 5)), new Write.Threaded(stands));
    var adrift = conversations().adrift(new Id(0, 0), 10);
    assertThat(adrift).containsExactly(with(ADA));
    var read = with(ADA);
    tend(read, new Write.Tended(noted(read, 1)), new Write.Annotated(note(read, 1, "a word")));

    assertThat(conversations().drop(read)).isFalse();
    assertThat(conversations().drop(with(ADA))).isTrue();

    assertThat(all(Filter.of(ACCOUNT))).containsExactly(with(BOB));
    assertThat(conversations().notes(ACCOUNT, read.id(), Optional.empty(), 10)).isEmpty();
    assertThat(conversations().adrift(new Id(0, 0), 10)).isEmpty();
  }
}
