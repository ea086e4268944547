package io.carillon.engine.conversation;

import static io.carillon.testkit.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.engine.comply.Policy;
import io.carillon.engine.consent.Clearance;
import io.carillon.engine.consent.ConsentPolicy;
import io.carillon.engine.conversation.Mentions.Answer;
import io.carillon.engine.conversation.Mentions.Mention;
import io.carillon.engine.search.Finding;
import io.carillon.engine.search.SearchPolicy;
import io.carillon.model.Address;
import io.carillon.model.Channel;
import io.carillon.model.Commit;
import io.carillon.model.Commit.Guard;
import io.carillon.model.Commit.Urgency;
import io.carillon.model.Commit.Write;
import io.carillon.model.Content;
import io.carillon.model.Conversation;
import io.carillon.model.Conversation.State;
import io.carillon.model.Direction;
import io.carillon.model.Id;
import io.carillon.model.Message;
import io.carillon.model.MessageId;
import io.carillon.model.port.Conversations.Filter;
import io.carillon.model.port.Conversations.Kept;
import io.carillon.model.port.WordIndex.Standing;
import io.carillon.model.port.WordIndex.Worded;
import io.carillon.testkit.MemoryStore;
import io.carillon.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MentionsTest {
  private static final Address SENDER = Address.phone("+14155550100");
  private static final Address ADA = Address.phone("+14155552671");
  private static final Filter ALL = Filter.of(ACCOUNT);

  private final Samples samples = new Samples(7);
  private final MemoryStore store = MemoryStore.atOnce();
  private final Threads threads =
      new Threads(new Clearance(store.accounts()::directory, ConsentPolicy.policy()));
  private final Policy<SearchPolicy> policy = SearchPolicy.policy();
  private final Finding finding =
      new Finding(store.accounts()::directory, policy, store.words(), store.messages());
  private final Mentions mentions = new Mentions(finding, store.conversations(), threads);

  @BeforeEach
  void choose() throws Exception {
    policy.adopt(Map.of("bodies", "on"));
    store.words().begin(ACCOUNT, new Id(0, 0));
  }

  private static Address person(int number) {
    return Address.phone("+1415555" + (3000 + number));
  }

  private Message says(Address person, String... words) throws Exception {
    var fresh = samples.message(new Content.Text(String.join(" ", words)));
    var message =
        new Message(
            fresh.id(),
            new Message.Parties(ACCOUNT, Direction.INBOUND, Channel.SMS, person, SENDER),
            fresh.content(),
            fresh.terms(),
            fresh.bill(),
            fresh.origin(),
            fresh.state());
    store
        .commits()
        .write(Samples.inside(new Write.Added(message), new Write.Threaded(threads.line(message))));
    var standing = new Standing(ACCOUNT, new Id(0, 0), message.id().value(), true, true);
    var worded = new Worded(message.id(), message.state().rev(), Set.of(words));
    store.words().put(standing, List.of(worded), Duration.ZERO);
    return message;
  }

  private Answer.Found found(Filter filter, Optional<MessageId> after, int limit) {
    var answer = mentions.page(filter, "parcel", after, limit);
    assertThat(answer).isInstanceOf(Answer.Found.class);
    return (Answer.Found) answer;
  }

  private List<MessageId> found(Filter filter, int limit) {
    var seen = new ArrayList<MessageId>();
    var after = Optional.<MessageId>empty();
    do {
      var page = found(filter, after, limit);
      page.mentions().stream().map(Mention::message).forEach(seen::add);
      after = page.behind();
    } while (after.isPresent());
    return seen;
  }

  @Test
  void eachStandsOnceAtTheNewestMessageThatSaysTheWords() throws Exception {
    says(ADA, "parcel", "one");
    var newest = new ArrayList<MessageId>();
    for (int i = 0; i < 5; i++) {
      newest.addFirst(says(person(i), "parcel").id());
    }
    newest.addFirst(says(ADA, "a", "parcel").id());
    says(person(1), "something", "else");

    for (int limit = 1; limit < 8; limit++) {
      assertThat(found(ALL, limit)).isEqualTo(newest);
    }
    var first = found(ALL, Optional.empty(), 1).mentions().getFirst();
    assertThat(first.person()).isEqualTo(ADA);
    assertThat(first.conversation().tail().unread()).isEqualTo(2);
  }

  @Test
  void allOtherFiltersHold() throws Exception {
    var ada = says(ADA, "parcel");
    var other = says(person(1), "parcel");
    assertThat(found(ALL.of(ADA), 10)).containsExactly(ada.id());

    var read =
        store.conversations().page(ALL.of(ADA), Optional.empty(), 1).conversations().getFirst();
    var closed = read.with(read.tail(), read.care().with(State.CLOSED), Samples.START);
    store
        .commits()
        .write(
            new Commit(
                Urgency.ACCEPT, List.of(Guard.AsRead.of(read)), List.of(new Write.Tended(closed))));

    assertThat(found(ALL.with(in(State.CLOSED)), 10)).containsExactly(ada.id());
    assertThat(found(ALL.with(in(State.OPEN)), 10)).containsExactly(other.id());
    assertThat(found(ALL.with(in(State.OPEN)).of(ADA), 10)).isEmpty();
  }

  private static Kept in(Conversation.State state) {
    return new Kept(Optional.of(state), Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Test
  void theNewestMessagesAreLookedAtAndTheAnswerSaysWhereThatIsNotAll() throws Exception {
    says(person(9), "parcel");
    says(person(8), "parcel");
    for (int i = 0; i < Mentions.MESSAGES_MAX - 1; i++) {
      says(ADA, "parcel");
    }

    var page = found(ALL, Optional.empty(), 10);

    assertThat(page.mentions()).hasSize(2);
    assertThat(page.behind()).isEmpty();
    assertThat(page.limited()).isTrue();
    assertThat(found(ALL, Optional.empty(), 1).limited()).isFalse();
  }

  @Test
  void nothingIsLookedForWhereTheAccountDidNotChooseItOrNoWordIsAsked() {
    assertThat(mentions.page(ALL, "...", Optional.empty(), 5)).isInstanceOf(Answer.Refused.class);
    policy.adopt(Map.of("bodies", "off"));
    assertThat(mentions.page(ALL, "parcel", Optional.empty(), 5))
        .isInstanceOf(Answer.Refused.class);
  }

  @Test
  void theAnswerSaysHowFarTheMessagesAreFound() throws Exception {
    var message = says(ADA, "parcel");
    assertThat(found(ALL, Optional.empty(), 1).known())
        .matches(Finding.Known::complete)
        .matches(known -> known.since().isEmpty() && known.until().isPresent());

    var id = message.id().value();
    store.words().put(new Standing(ACCOUNT, id, id, false, true), List.of(), Duration.ZERO);

    assertThat(found(ALL, Optional.empty(), 1).known())
        .matches(known -> !known.complete() && known.since().isPresent());
  }
}
